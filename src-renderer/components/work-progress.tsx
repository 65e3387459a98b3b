// Work of more than a second: what is being done, how far it is, how long it may take, and a safe way to call it off.
import { useState } from 'react'
import { call, tellFailure } from '../desk'
import { useRoom } from '../room/room-context'
import { LinkButton } from './button'

export function WorkProgress({ waitingWords }: { readonly waitingWords: string }) {
  const { work, announce } = useRoom()
  const [cancelled, setCancelled] = useState<string | null>(null)
  const percent = Math.round((work?.fraction ?? 0) * 100)
  const cancel = (workId: string) => {
    setCancelled(workId)
    call('work.cancel', { workId }).catch((error: unknown) => announce(tellFailure(error).sentence))
  }
  return (
    <div className="work">
      <p className="work__title" role="status">
        {work?.title ?? waitingWords}
      </p>
      {work && (
        <>
          <progress className="work__bar" max={100} value={percent} aria-label={work.title} />
          <p className="work__left">
            {percent} %{work.secondsLeft !== null && <> · {tellLeft(work.secondsLeft)}</>}
          </p>
          {work.cancellable && cancelled !== work.workId && <LinkButton onClick={() => cancel(work.workId)}>Cancel this work</LinkButton>}
          {cancelled === work.workId && <p>Cancelling. Nothing is lost by it.</p>}
        </>
      )}
    </div>
  )
}

function tellLeft(seconds: number): string {
  if (seconds < 2) return 'nearly done'
  return seconds < 90 ? `about ${Math.ceil(seconds)} seconds left` : `about ${Math.ceil(seconds / 60)} minutes left`
}
