// Where to go, back, and once more; and what the connection says of itself. What is typed here is judged by the Desk, not here.
import { useState, type SubmitEvent } from 'react'
import { call, tellFailure } from '../../desk'
import { useRoom } from '../../room/room-context'

const tlsWords = { none: 'Not encrypted', ok: 'TLS ok', bad: 'Not trusted' } as const

export function AddressBar() {
  const { view, takeView } = useRoom()
  /** What somebody is typing; until then the field shows where the view is. */
  const [typed, setTyped] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const refuse = (error: unknown) => setFault(tellFailure(error).sentence)

  const open = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setFault(null)
    const url = (typed ?? view.url).trim()
    if (url === '') {
      setFault('Type or paste the address that you want to open.')
      return
    }
    call('visit.open', { url })
      .then((opened) => {
        setTyped(null)
        takeView(opened)
      })
      .catch(refuse)
  }

  return (
    <>
      <form className="address" noValidate onSubmit={open}>
        <button type="button" className="address__nav" disabled={!view.canGoBack} onClick={() => void call('visit.back', {}).catch(refuse)}>
          <span aria-hidden="true">←</span>
          <span className="govuk-visually-hidden">Back one page</span>
        </button>
        <button type="button" className="address__nav" disabled={!view.open} onClick={() => void call('visit.reload', {}).catch(refuse)}>
          <span aria-hidden="true">↻</span>
          <span className="govuk-visually-hidden">Load the page again</span>
        </button>
        <div className="address__field">
          {view.tls !== null && view.open && <span className={`address__tls address__tls--${view.tls}`}>{tlsWords[view.tls]}</span>}
          <label className="govuk-visually-hidden" htmlFor="address">
            Address
          </label>
          <input
            id="address"
            className="address__input"
            type="text"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="Type or paste an address from the report"
            value={typed ?? view.url}
            aria-describedby={fault === null ? undefined : 'address-error'}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary address__open">
          Open
        </button>
      </form>
      {fault !== null && (
        <p id="address-error" className="address__fault" role="alert">
          {fault}
        </p>
      )}
      <p className="address__note">
        <span role="status">
          {view.loading ? 'Opening…' : 'Content from outside. Every address is recorded. No picture is kept unless you both agree.'}
        </span>
        {view.remote && (
          <span className="address__remote">
            {view.remote.ip} : {view.remote.port}
          </span>
        )}
      </p>
    </>
  )
}
