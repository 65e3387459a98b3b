// Refuses what a page may ask of the window that it is shown in: other windows, other schemes, passwords, certificates, a say in
// whether it may be left. And it hears the stop key before the page does.
import type { WebContents } from 'electron'
import { isWebAddress } from './addresses'
import type { Refusal } from './refusal-ledger'

export interface GuardOptions {
  readonly refused: (refusal: Refusal) => void
  readonly stopKey: () => void
  /** Whether both have accepted this certificate for this host, in spite of what is wrong with it. */
  readonly isAccepted: (host: string, fingerprint: string) => boolean
}

/** The one key that halts, from the page too. */
export const stopKeyName = 'F9'

/** Sets the guards of one view's contents. */
export function guardContents(contents: WebContents, { refused, stopKey, isAccepted }: GuardOptions): void {
  contents.setWindowOpenHandler(({ url, disposition }) => {
    refused({ kind: 'pop-up', url, detail: `The page asked for another window (${disposition}).` })
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (isWebAddress(event.url)) return
    event.preventDefault()
    refused({ kind: 'scheme', url: event.url, detail: 'The page asked to open an address that is not on the web.' })
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => {
    // Preventing the prevention: the page is left all the same.
    event.preventDefault()
    refused({ kind: 'dialog', url: contents.getURL(), detail: 'beforeunload: the page asked not to be left.' })
  })
  contents.on('login', (event, details, { host, realm }, respond) => {
    event.preventDefault()
    respond()
    refused({
      kind: 'credentials',
      url: details.url,
      detail: `${host} asked for a user name and password${realm ? ` for "${realm}"` : ''}.`,
    })
  })
  contents.on('certificate-error', (event, url, _error, certificate, respond) => {
    event.preventDefault()
    respond(URL.canParse(url) && isAccepted(new URL(url).hostname, certificate.fingerprint))
  })
  contents.on('select-client-certificate', (event, url, _certificates, respond) => {
    event.preventDefault()
    // Electron's types want a certificate; called with none it goes on without.
    ;(respond as () => void)()
    refused({ kind: 'credentials', url, detail: 'The site asked for a certificate of this computer.' })
  })
  // Heard in the browser's own process, before the page gets the key and whether or not the page still listens.
  contents.on('before-input-event', (event, input) => {
    if (input.key !== stopKeyName) return
    event.preventDefault()
    if (input.type === 'keyDown') stopKey()
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
