// Checks the whole log, entry by entry and blob by blob, and says in a sentence what was found; below it, the log itself.
import { useState } from 'react'
import type { Output } from 'shared/contract'
import { Button } from '../../components/button'
import { Timeline } from '../../components/timeline'
import { useTimeline } from '../../components/use-timeline'
import { More } from '../../components/words'
import { WorkProgress } from '../../components/work-progress'
import { call, tellFailure } from '../../desk'
import { useCase } from '../../room/room-context'
import { tellCount } from '../../words/figures'

export function LogCheck() {
  const { state } = useCase()
  const [found, setFound] = useState<Output<'log.verify'> | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const check = () => {
    setBusy(true)
    setFault(null)
    call('log.verify', {})
      .then(setFound)
      .catch((error: unknown) => setFault(tellFailure(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <>
      <p>{tellCount(state.head.seq, 'entry', 'entries')}, each chained to the one before by its hash and signed by whoever was present.</p>
      {busy ? (
        <WorkProgress waitingWords="Checking every entry…" />
      ) : (
        <Button type="button" kind="second" onClick={check}>
          Check the log
        </Button>
      )}
      <div role="status">
        {found && (
          <p className={`verdict verdict--${found.ok ? 'good' : 'bad'}`}>
            <span aria-hidden="true">{found.ok ? '✓ ' : '! '}</span>
            {found.sentence}
          </p>
        )}
      </div>
      {fault !== null && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <More summary="Read the log">
        <WholeLog />
      </More>
    </>
  )
}

function WholeLog() {
  const { entries, fault } = useTimeline()
  if (fault !== null) return <p role="alert">{fault}</p>
  return <Timeline entries={entries} />
}
