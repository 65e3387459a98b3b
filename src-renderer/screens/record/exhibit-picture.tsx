// The picture of an exhibit itself, as large as its frame allows; a long page scrolls inside it.
import { useEffect, useState } from 'react'
import { call, tellFailure } from '../../desk'

export function ExhibitPicture({ number }: { readonly number: number }) {
  const [url, setUrl] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let current = true
    call('exhibit.show', { number })
      .then(({ png }) => {
        if (!current) return
        made = URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' }))
        setUrl(made)
      })
      .catch((error: unknown) => {
        if (current) setFault(tellFailure(error).sentence)
      })
    return () => {
      current = false
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [number])
  if (fault !== null) return <p role="alert">{fault}</p>
  if (url === null) return <p className="caption">Fetching the picture…</p>
  return (
    <section className="picture" tabIndex={0} aria-label={`Picture of exhibit ${number}`}>
      <img src={url} alt={`Exhibit ${number}, as both saw it`} />
    </section>
  )
}

/** An exhibit that opens in place, beside something that is being written; it is fetched when it is opened. */
export function FoldedExhibit({ number }: { readonly number: number }) {
  const [opened, setOpened] = useState(false)
  return (
    <details className="govuk-details folded" onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">Exhibit {number}</span>
      </summary>
      {opened && <ExhibitPicture number={number} />}
    </details>
  )
}
