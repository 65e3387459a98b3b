// The table of hostile pages: what each kind does, what must happen, and what the log must say. The test plays every row the same way; a
// row only says what is its own.
import type { RefusalKind } from 'shared/parts'
import { expect } from 'vitest'
import { waitFor, type Room } from '../evidence-view/harness/launch'
import { refusalsOf, untilDrawn } from '../evidence-view/harness/notes'
import { marker } from '../site/hostile-tricks.mjs'

export interface HostileKind {
  readonly kind: string
  /** What the page does, and what must happen. */
  readonly must: string
  readonly address: (room: Room) => string
  /** What a person does in the page, or what is looked at while it is there. */
  readonly play?: (room: Room) => Promise<unknown>
  /** Refusals that the log must hold; each pattern is looked for in the address and the detail together. */
  readonly refused?: readonly (readonly [RefusalKind, RegExp])[]
  /** How its visit must end; without it, as a page that loaded. `null` where the page is still coming when it is stopped. */
  readonly failure?: RegExp | null
  /** Paths that the server must never be asked for. */
  readonly neverAsked?: readonly RegExp[]
}

const at = (path: string) => (room: Room) => room.site.httpUrl + path
const inPublic = (path: string) => (room: Room) => room.site.publicUrl + path
const trick = (name: string) => at(`/hostile/${name}`)

const titled = (pattern: RegExp) => (room: Room) => waitFor(async () => pattern.test((await room.state()).title))
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const press = async (room: Room) => {
  await untilDrawn(room)
  await room.click('#go')
}
/** Loaded, and there for a moment to do its worst. */
const stay = () => pause(400)
const failedWith = (code: string) => (room: Room) => waitFor(async () => (await room.state()).failure?.code === code, 30_000)
const sizes = async (room: Room) => {
  const outcome = await room.capture()
  expect(outcome).toMatchObject({ value: { widthPx: expect.any(Number) as number } })
}

const dialogsAndWindows: readonly HostileKind[] = [
  {
    kind: 'alerts without end',
    must: 'dismissed, five lines',
    address: at('/alert-loop'),
    play: stay,
    refused: [['dialog', /computer is locked/]],
  },
  { kind: 'alerts from ever new frames', must: 'dismissed', address: at('/alert-frames'), play: stay, refused: [['dialog', /again/]] },
  {
    kind: 'alert, confirm, prompt',
    must: 'answered no',
    address: at('/dialogs'),
    play: titled(/One of each|null|undefined/),
    refused: [
      ['dialog', /alert: one/],
      ['dialog', /confirm: two/],
    ],
  },
  {
    kind: 'print()',
    must: 'no system dialog',
    address: at('/print'),
    play: titled(/after print/),
    refused: [['dialog', /asked to print/]],
  },
  {
    kind: 'print() in a frame of another site',
    must: 'no system dialog',
    address: at('/print-frame'),
    play: (room) => waitFor(() => room.site.hits().some(({ path }) => path === '/print-went-on')),
    refused: [['dialog', /asked to print/]],
  },
  {
    kind: 'beforeunload',
    must: 'left all the same',
    address: at('/beforeunload'),
    play: async (room) => {
      await untilDrawn(room)
      await room.click('#words')
      await room.pressKey('a')
      await room.open(`${room.site.httpUrl}/gallery`)
      expect((await room.state()).url).toMatch(/gallery$/)
    },
    refused: [['dialog', /beforeunload/]],
  },
  {
    kind: 'a storm of pop-ups',
    must: 'none opens, a few lines',
    address: at('/pop-up-storm'),
    play: stay,
    refused: [['pop-up', /gallery/]],
    neverAsked: [/^\/gallery\?/],
  },
  {
    kind: 'window.open to file:, data: and other applications',
    must: 'none opens',
    address: trick('open-schemes'),
    play: stay,
    refused: [['pop-up', /file:|about:blank/]],
  },
  {
    kind: 'links into new windows',
    must: 'none opens',
    address: trick('blank-targets'),
    play: stay,
    refused: [['pop-up', /gallery/]],
    neverAsked: [/^\/gallery$/],
  },
  {
    kind: 'a page that closes itself',
    must: 'the view stays',
    address: at('/close'),
    play: async (room) => expect(await room.destroyed()).toBe(false),
  },
  {
    kind: 'fullscreen',
    must: 'refused: STOP stays in sight',
    address: trick('fullscreen'),
    play: async (room) => {
      await press(room)
      await titled(/refused|Wants/)(room)
      await stay()
      expect(await room.inPage('document.fullscreenElement === null')).toBe(true)
      expect(await room.isFullScreen()).toBe(false)
    },
    refused: [['permission', /fullscreen/]],
  },
  {
    kind: 'pointer lock',
    must: 'refused: the mouse stays free',
    address: trick('pointer-lock'),
    play: async (room) => {
      await press(room)
      await stay()
      expect(await room.inPage('document.pointerLockElement === null')).toBe(true)
    },
    refused: [['permission', /pointerLock/]],
  },
  {
    kind: 'a page that takes every key',
    must: 'the stop key is heard before it',
    address: trick('swallows-keys'),
    play: async (room) => {
      await room.settings({ haltOnStopKey: true })
      await untilDrawn(room)
      await room.focusPage()
      await room.pressKey('F9')
      await waitFor(() => room.destroyed())
    },
  },
  {
    kind: 'browser controls drawn by the page',
    must: 'the true address outside the page',
    address: trick('fake-chrome'),
    play: async (room) => {
      await untilDrawn(room)
      expect((await room.state()).url).toMatch(/^http:\/\/forum\.localhost/)
      expect(await room.inPage('innerWidth <= 960 && innerHeight <= 780')).toBe(true)
    },
  },
  {
    kind: 'a title without end',
    must: 'bounded, a few changes told',
    address: trick('titles'),
    play: async (room) => {
      await stay()
      const states = await room.states()
      expect(Math.max(...states.map(({ title }) => title.length))).toBeLessThanOrEqual(2_000)
      expect(states.length).toBeLessThan(60)
    },
  },
  {
    kind: 'an address of a megabyte and a half',
    must: 'cut in the log',
    address: trick('long-address'),
    play: async (room) => {
      await stay()
      expect((await room.state()).url.length).toBeLessThanOrEqual(32_768)
    },
  },
  {
    kind: 'a look-alike host',
    must: 'shown in its coded form, with what it reads like',
    address: (room) => room.site.httpUrl.replace('forum.localhost', 'f\u043Erum.localhost') + '/hostile/quiet',
    play: async (room) =>
      expect(await room.state()).toMatchObject({
        url: expect.stringContaining('xn--frum-') as string,
        lookalike: { host: expect.stringMatching(/^xn--frum-.*\.localhost$/) as string, reads: 'f\u043Erum.localhost' },
      }),
  },
]

const takesAndBrings: readonly HostileKind[] = [
  {
    kind: 'a download by itself',
    must: 'no file',
    address: at('/download-by-itself'),
    play: stay,
    refused: [['download', /by-itself\.zip/]],
  },
  {
    kind: 'an address that is a download',
    must: 'no file',
    address: at('/download/evil.zip'),
    play: stay,
    refused: [['download', /evil\.zip/]],
    failure: /visit\.download/,
  },
  { kind: 'a blob as a download', must: 'no file', address: at('/download-blob'), play: stay, refused: [['download', /blob\.bin/]] },
  { kind: 'data: as a download', must: 'no file', address: trick('download-data'), play: stay, refused: [['download', /data\.bin|data:/]] },
  {
    kind: 'a page as a download',
    must: 'no file',
    address: trick('download-link'),
    play: stay,
    refused: [['download', /page\.html|quiet/]],
  },
  {
    kind: 'a storm of downloads',
    must: 'no file, a few lines',
    address: trick('download-storm'),
    play: () => pause(800),
    refused: [['download', /\.zip/]],
  },
  {
    kind: 'place, camera, notifications, clipboard',
    must: 'refused without a question',
    address: at('/permissions'),
    play: stay,
    refused: [
      ['permission', /geolocation/],
      ['permission', /notifications/],
      ['permission', /clipboard-read/],
    ],
  },
  {
    kind: 'MIDI, screen, fonts, idleness, storage',
    must: 'refused without a question',
    address: trick('asks'),
    play: stay,
    refused: [['permission', /./]],
  },
  {
    kind: 'a notification',
    must: 'denied',
    address: trick('notification'),
    play: titled(/^denied denied/),
    refused: [['permission', /notifications/]],
  },
  {
    kind: 'writing on the clipboard',
    must: 'the clipboard stays as it was',
    address: trick('clipboard'),
    play: async (room) => {
      await press(room)
      await titled(/copied/)(room)
      expect(await room.clipboardText()).not.toContain(marker)
      expect((await room.state()).title).toBe('copied false')
    },
  },
  { kind: 'dragging a file out', must: 'no drag begins', address: trick('drag-out'), play: titled(/^went on false/) },
  {
    kind: 'a file picker',
    must: 'none opens',
    address: at('/file-picker'),
    play: async (room) => {
      await untilDrawn(room)
      await room.click('#file')
      await stay()
    },
    refused: [['file-picker', /choose a file/]],
  },
  {
    kind: 'the file system',
    must: 'not there',
    address: at('/file-system'),
    play: async (room) => expect(await room.inPage('typeof showOpenFilePicker')).toBe('undefined'),
  },
  {
    kind: 'WebUSB, HID, serial, Bluetooth, WebAuthn, payment',
    must: 'not there',
    address: trick('devices'),
    play: titled(/^\|undefined\|undefined\|undefined$/),
  },
  {
    kind: 'a password',
    must: 'none asked for, the answer shown',
    address: at('/password'),
    play: stay,
    refused: [['credentials', /Members/]],
  },
  {
    kind: 'a password for something inside the page',
    must: 'none asked for',
    address: trick('inner-password'),
    play: stay,
    refused: [['credentials', /Members/]],
  },
]

const behindThePage: readonly HostileKind[] = [
  {
    kind: 'a service worker',
    must: 'not installed',
    address: at('/service-worker'),
    play: titled(/^refused/),
    refused: [['service-worker', /worker\.js/]],
    neverAsked: [/^\/worker\.js/],
  },
  {
    kind: 'a shared worker that never rests',
    must: 'ends with the view',
    address: trick('shared-worker'),
    play: (room) => waitFor(() => room.site.hits().some(({ path }) => path.startsWith('/beat'))),
  },
  { kind: 'web sockets without end', must: 'closed with the view', address: trick('web-sockets'), play: stay },
  { kind: 'fetches, a stream and events held open', must: 'closed with the view', address: at('/holds'), play: stay },
  {
    kind: 'a last word as it is left',
    must: 'not sent after STOP',
    address: trick('beacons'),
    play: (room) => untilDrawn(room),
    neverAsked: [/last-word/],
  },
  {
    kind: 'WebRTC',
    must: 'learns no address of this computer',
    address: trick('web-rtc'),
    play: async (room) => {
      await titled(/^done/)(room)
      expect((await room.state()).title).not.toMatch(/\b(\d{1,3}\.){3}\d{1,3} \d+ typ host/)
    },
  },
  {
    kind: 'rendering and fetching ahead',
    must: 'nothing is fetched',
    address: trick('prerender'),
    play: stay,
    neverAsked: [/rendered-ahead/],
  },
]

const leadsElsewhere: readonly HostileKind[] = [
  { kind: 'redirects in a circle', must: 'given up', address: at('/loop?1'), failure: /TOO_MANY_REDIRECTS/ },
  { kind: 'a redirect to a file', must: 'not followed', address: at('/redirect-to-file'), failure: /UNSAFE_REDIRECT/ },
  { kind: 'a redirect to data:', must: 'not followed', address: trick('to-data'), failure: /UNSAFE_REDIRECT/ },
  { kind: 'a script that goes to a file', must: 'not followed', address: trick('to-local-file-by-script'), play: stay },
  {
    kind: 'files and inner pages in frames',
    must: 'nothing of this computer is read',
    address: trick('inner-schemes'),
    play: async (room) => {
      await stay()
      expect(
        JSON.stringify(
          await room.inPage(
            '[...document.querySelectorAll("iframe")].map((f) => { try { return f.contentDocument?.body?.innerText } catch { return "" } })',
          ),
        ),
      ).not.toMatch(/[a-z0-9]{12}\\n/)
    },
  },
  {
    kind: 'a redirect from a public page to this computer',
    must: 'asked first',
    address: inPublic('/hostile/to-localhost'),
    failure: /private-address/,
    refused: [['private-address', /127\.0\.0\.1/]],
    neverAsked: [/quiet/],
    play: async (room) => expect((await room.state()).question).toMatchObject({ kind: 'private-address', host: '127.0.0.1' }),
  },
  {
    kind: 'a link from a public page to this computer',
    must: 'asked first',
    address: inPublic('/hostile/link-to-localhost'),
    refused: [['private-address', /forum\.localhost/]],
    neverAsked: [/quiet/],
    play: failedWith('visit.private-address'),
  },
  {
    kind: 'a public name that resolves to this computer',
    must: 'asked first',
    address: inPublic('/hostile/link-by-name'),
    failure: /private-address/,
    refused: [['private-address', /rebound\.example\.test \(127\.0\.0\.1\)/]],
    neverAsked: [/quiet/],
  },
  {
    kind: 'knocking at the router from a public page',
    must: 'refused',
    address: inPublic('/hostile/knocks'),
    play: stay,
    refused: [['private-address', /192\.168\.1\.1|10\.0\.0\.1|printer\.local|forum\.localhost|127\.0\.0\.1/]],
    neverAsked: [/knocked/],
  },
  { kind: 'a page that never stays', must: 'every address recorded, STOP works', address: trick('moves-for-ever'), play: () => pause(700) },
  { kind: 'two hundred changes of route', must: 'a few records', address: at('/routes?flood'), play: stay },
  {
    kind: 'scripts and frames over plain HTTP in a secure page',
    must: 'not loaded',
    address: (room) => `${room.site.httpsUrl}/hostile/mixed`,
    play: stay,
    neverAsked: [/mixed-script|mixed-frame/],
  },
  ...(
    [
      ['expired', /DATE_INVALID/],
      ['notYet', /DATE_INVALID/],
      ['selfSigned', /AUTHORITY_INVALID/],
      ['unknownAuthority', /AUTHORITY_INVALID/],
      ['wrongHost', /COMMON_NAME_INVALID/],
      ['weak', /WEAK_SIGNATURE/],
    ] as const
  ).map(([name, failure]): HostileKind => ({
    kind: `a bad certificate (${name})`,
    must: 'not shown; asked first',
    address: (room) => room.site.bad[name],
    failure,
    refused: [['certificate', failure]],
    play: async (room) =>
      expect((await room.state()).question).toMatchObject({ kind: 'certificate', detail: expect.stringMatching(failure) as string }),
  })),
]

const tooMuch: readonly HostileKind[] = [
  { kind: 'an answer of 500 MB', must: 'bounded', address: trick('500-mb'), play: () => pause(1_500), failure: null },
  { kind: 'fetching without measure', must: 'ended with a sentence', address: trick('fetches-500-mb'), play: failedWith('page.too-large') },
  { kind: 'a packed bomb', must: 'bounded', address: trick('gzip-bomb'), play: () => pause(1_500), failure: null },
  { kind: 'a page without end', must: 'STOP works', address: at('/never-ends'), play: stay, failure: null },
  { kind: 'a page that never comes', must: 'STOP works', address: at('/never'), play: stay, failure: /visit\.halted/ },
  { kind: 'pictures without end', must: 'STOP works', address: trick('endless-picture'), play: stay, failure: null },
  { kind: 'headers without measure', must: 'given up', address: trick('many-headers'), failure: /HEADERS_TOO_BIG/ },
  { kind: 'a page that eats memory', must: 'ended with a sentence', address: trick('memory'), play: failedWith('page.too-large') },
  { kind: 'elements without end', must: 'the Desk stays free', address: trick('elements'), play: () => pause(1_000), failure: null },
  { kind: 'an endless loop', must: 'the Desk stays free', address: at('/busy'), play: () => pause(600) },
  { kind: 'endless loops in twelve workers', must: 'the Desk stays free', address: trick('workers'), play: () => pause(600) },
  { kind: 'frames in frames', must: 'STOP works', address: trick('frames-in-frames'), play: () => pause(800), failure: null },
  {
    kind: 'a page 200,000 pixels high',
    must: 'no picture, and a sentence that says why',
    address: at('/tall?h=200000'),
    play: async (room) => {
      await untilDrawn(room)
      expect(await room.capture()).toMatchObject({ code: 'capture.too-large' })
    },
  },
  {
    kind: 'a crash of its process',
    must: 'told; nothing else is affected',
    address: trick('quiet'),
    play: async (room) => {
      await untilDrawn(room)
      await room.crashPage()
      await failedWith('page.crashed')(room)
    },
  },
  {
    kind: 'a lost graphics card',
    must: 'the page goes on, and a picture can be taken',
    address: trick('web-gl'),
    play: async (room) => {
      await titled(/^lost/)(room)
      await sizes(room)
    },
  },
]

const againstUs: readonly HostileKind[] = [
  {
    kind: 'a policy that forbids every script',
    must: 'a picture can be taken',
    address: trick('policy'),
    play: async (room) => {
      await untilDrawn(room).catch(() => undefined)
      await sizes(room)
    },
  },
  {
    kind: 'a policy against what is put into pages',
    must: 'printing is refused all the same',
    address: trick('policy-script'),
    play: titled(/went on/),
    refused: [['dialog', /asked to print/]],
  },
  {
    kind: 'elements named like the document’s own',
    must: 'a picture can be taken',
    address: trick('clobbered'),
    play: async (room) => {
      await stay()
      await sizes(room)
    },
  },
  {
    kind: 'replaced built-ins',
    must: 'a picture can be taken',
    address: trick('replaced'),
    play: async (room) => {
      await stay()
      await sizes(room)
    },
  },
  {
    kind: 'a page that moves while it is pictured',
    must: 'a picture or a sentence, and STOP works',
    address: trick('moves-while-pictured'),
    play: async (room) => {
      await stay()
      const outcome = await room.capture()
      expect('value' in outcome || outcome.code.startsWith('capture.')).toBe(true)
    },
  },
]

export const hostileKinds: readonly HostileKind[] = [
  ...dialogsAndWindows,
  ...takesAndBrings,
  ...behindThePage,
  ...leadsElsewhere,
  ...tooMuch,
  ...againstUs,
]

/** Whether the log holds a refusal of this kind that says so. */
export async function isRefused(room: Room, [kind, pattern]: readonly [RefusalKind, RegExp]): Promise<boolean> {
  return refusalsOf(await room.notes(), kind).some(({ url, detail }) => pattern.test(`${url} ${detail}`))
}
