// The browsing session of one evidence view: in memory only, new for each view, and closed to everything that a page may ask of a
// computer. Whatever is asked is refused without a question to the two people, and noted.
import { randomUUID } from 'node:crypto'
import { session as sessions, type Session, type WebContentsView } from 'electron'
import type { CertificateBook } from './certificate-book'
import type { Refusal } from './refusal-ledger'

export interface SessionOptions {
  readonly book: CertificateBook
  readonly refused: (refusal: Refusal) => void
}

/** Opens a session without a trace on disk: no `persist:` name, no cache. */
export function openEvidenceSession({ book, refused }: SessionOptions): Session {
  const session = sessions.fromPartition(`evidence-${randomUUID()}`, { cache: false })
  session.setUserAgent(nameAsChrome(session.getUserAgent()))
  session.setSpellCheckerEnabled(false)
  refusePermissions(session, refused)
  refuseDownloads(session, refused)
  noteCertificates(session, book, refused)
  return session
}

/** What the page may be, in Electron's terms. */
export function evidencePreferences(session: Session): NonNullable<ConstructorParameters<typeof WebContentsView>[0]>['webPreferences'] {
  return {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    plugins: false,
    devTools: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    // Every dialog is answered "no" by Electron itself, so that none can stand in the way of STOP; they are noted by the debugger.
    disableDialogs: true,
    autoplayPolicy: 'document-user-activation-required',
    // What reaches for files, devices, keys and the desktop is not there at all: some of it opens windows of the system.
    disableBlinkFeatures: 'FileSystemAccessLocal,WebAuth,WebUSB,WebHID,Serial,WebBluetooth,WebShare,EyeDropperAPI,PaymentRequest',
  }
}

/** Electron puts the application's name into what it tells every site; who is looking is nobody's business there. */
function nameAsChrome(userAgent: string): string {
  return userAgent
    .split(' ')
    .filter((part) => !part.includes('/') || /^(Mozilla|AppleWebKit|Chrome|Safari)\//.test(part))
    .join(' ')
}

function refusePermissions(session: Session, refused: (refusal: Refusal) => void): void {
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setPermissionRequestHandler((contents, permission, respond, details) => {
    respond(false)
    // A link such as mailto: asks for another application by this door.
    const outside = 'externalURL' in details ? details.externalURL : undefined
    if (outside !== undefined) refused({ kind: 'scheme', url: outside, detail: 'The page asked to open another application.' })
    else
      refused({
        kind: 'permission',
        url: details.requestingUrl || contents.getURL(),
        detail: `The page asked for permission: ${permission}.`,
      })
  })
}

function refuseDownloads(session: Session, refused: (refusal: Refusal) => void): void {
  session.on('will-download', (event, item) => {
    event.preventDefault()
    refused({ kind: 'download', url: item.getURL(), detail: `${item.getFilename()} (${item.getMimeType() || 'no type told'})` })
  })
}

/** Chromium's own verdict stands (-3); it is only written down, for the page itself and for anything in it. */
function noteCertificates(session: Session, book: CertificateBook, refused: (refusal: Refusal) => void): void {
  session.setCertificateVerifyProc((request, respond) => {
    book.note(request)
    respond(-3)
    if (request.verificationResult === 'net::OK') return
    const seen = book.describeFailure(request.hostname)
    refused({
      kind: 'certificate',
      url: `https://${request.hostname}`,
      detail: [
        request.verificationResult,
        seen?.subject,
        `issued by ${seen?.issuer ?? 'nobody'}`,
        `SHA-256 ${seen?.fingerprintSha256 ?? 'unknown'}`,
      ].join('; '),
    })
  })
}
