// "Keep a picture of this page?" Each of the two agrees with an own act; only then can it be kept, and a receipt says what was.
import { useState } from 'react'
import type { Output } from 'shared/contract'
import { Button, LinkButton } from '../../components/button'
import { usePair } from '../../components/own-acts'
import { call, tellFailure } from '../../desk'
import { useRoom } from '../../room/room-context'
import { AgreeCard } from './agree-card'
import { Receipt } from './receipt'
import { useAgreement } from './use-agreement'

export function KeepPanel({ describe }: { readonly describe: () => void }) {
  const { view } = useRoom()
  const pair = usePair()
  const { agreement, fault, setFault, take } = useAgreement(view.visitId)
  const [keeping, setKeeping] = useState(false)
  const [receipt, setReceipt] = useState<Output<'capture.take'> | null>(null)
  const canKeep = view.open && view.visitId !== null && view.failure === null
  const refuse = (error: unknown) => setFault(tellFailure(error).sentence)

  const keep = () => {
    setFault(null)
    setKeeping(true)
    call('capture.take', {})
      .then(setReceipt)
      .catch(refuse)
      .finally(() => setKeeping(false))
  }
  const withdraw = () => void call('capture.withdraw', {}).then(take).catch(refuse)

  if (receipt) return <Receipt receipt={receipt} describe={describe} done={() => setReceipt(null)} />
  return (
    <div className="keep">
      <h2 className="keep__title">Keep a picture of this page?</h2>
      {canKeep ? (
        <>
          <p className="keep__statement">
            You each state that what you see is <b>not</b> child sexual abuse material and <b>not</b> extreme pornography. If it is, press
            STOP.
          </p>
          {fault !== null && (
            <p className="fault" role="alert">
              {fault}
            </p>
          )}
          <div className="keep__pair">
            {pair.map((person) => (
              <AgreeCard
                key={person.personId}
                person={person}
                agreedAt={agreement?.agreed.find((act) => act.personId === person.personId)?.at ?? null}
                agreed={take}
                refuse={setFault}
              />
            ))}
          </div>
        </>
      ) : (
        <p className="keep__statement">Once a page is open, you can both agree to keep a picture of it. Nothing is kept by itself.</p>
      )}
      <div className="keep__acts">
        <Button
          type="button"
          kind={agreement?.ready ? 'main' : 'second'}
          disabled={!canKeep || agreement?.ready !== true}
          busy={keeping}
          busyWords="Keeping the picture…"
          onClick={keep}
        >
          Keep picture
        </Button>
        {canKeep && <LinkButton onClick={describe}>Describe a concern</LinkButton>}
        {agreement !== null && agreement.agreed.length > 0 && !keeping && <LinkButton onClick={withdraw}>Withdraw</LinkButton>}
      </div>
      <p className="govuk-visually-hidden" role="status">
        {agreement?.ready ? 'Both agree. The picture can be kept.' : ''}
      </p>
    </div>
  )
}
