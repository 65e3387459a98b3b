// The signed documents, and saving a copy of one where people can take it from.
import { nameOf } from 'shared/case-state'
import type { Output } from 'shared/contract'
import { useState } from 'react'
import { Button, LinkButton } from '../../components/button'
import { Mono } from '../../components/facts'
import { call, tellFailure } from '../../desk'
import { useCase } from '../../room/room-context'
import { joinNames, tellCount, tellEnds, tellSize } from '../../words/figures'

export function DocumentList() {
  const { state } = useCase()
  if (state.documents.length === 0) return <p>No document has been made of this case.</p>
  return (
    <ul className="documents">
      {state.documents.map((item) => (
        <li key={item.documentId} className="document">
          <div>
            <b>{item.title}</b>
            <p className="entries__when">
              PDF, {tellCount(item.pages, 'page')}, {tellSize(item.sizeBytes)} · signed by{' '}
              {joinNames(item.signedBy.map((id) => nameOf(state, id)))}
            </p>
            <Mono>{tellEnds(item.blob)}</Mono>
          </div>
          <SaveCopy documentId={item.documentId} title={item.title} />
        </li>
      ))}
    </ul>
  )
}

function SaveCopy({ documentId, title }: { readonly documentId: string; readonly title: string }) {
  const [saved, setSaved] = useState<Output<'document.save'> | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    setFault(null)
    call('document.save', { documentId })
      .then(setSaved)
      .catch((error: unknown) => setFault(tellFailure(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Button type="button" kind="second" busy={busy} busyWords="Saving…" onClick={save}>
        Save a copy<span className="govuk-visually-hidden"> of {title}</span>
      </Button>
      <div className="document__saved" role="status">
        {saved && <SavedWords saved={saved} />}
      </div>
      {fault !== null && (
        <p className="fault document__saved" role="alert">
          {fault}
        </p>
      )}
    </>
  )
}

/** Where a file went, and a way to see it there. */
export function SavedWords({ saved }: { readonly saved: { readonly fileName: string; readonly folderName: string } }) {
  const [fault, setFault] = useState<string | null>(null)
  const show = () => {
    call('exports.show', {}).catch((error: unknown) => setFault(tellFailure(error).sentence))
  }
  return (
    <>
      <p className="saved">
        Saved as <b>{saved.fileName}</b> in the folder <b>{saved.folderName}</b>
      </p>
      <LinkButton onClick={show}>Show the folder</LinkButton>
      {fault !== null && <p role="alert">{fault}</p>}
    </>
  )
}
