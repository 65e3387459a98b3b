// Electron's own security checklist (electronjs.org/docs/latest/tutorial/security), item by item, asked of the built application: of the
// window that people see and of a page in the evidence view. Fuses and debugging switches are asked of the packed one in tests/package.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { WebContents, WebPreferences } from 'electron'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as act from '../../scripts/demo/acts.mjs'
import { listProcesses, openRoom, type Room } from './opened-application'

const root = resolve(import.meta.dirname, '..', '..')
const faceOrigin = 'app://incident-room'

let room: Room
let listensAtStart: string[]
let scratch: string

/** Gives every page of every later session a way to send on our channel, as no page of ours ever has. */
const intruder = `const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('intruder', { ask: (name, input) => ipcRenderer.invoke('incident-room:ask', name, input) })`

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'incident-room-shell-'))
  await writeFile(join(scratch, 'intruder.js'), intruder)
  room = await openRoom('reviewing')
  listensAtStart = await listListening(room.app.processId)
  await room.app.electron.evaluate(
    ({ app }, preload) => {
      // By its old name, which the oldest Electron that we run on knows too.
      app.on('session-created', (session) => (session as unknown as { setPreloads: (paths: string[]) => void }).setPreloads([preload]))
    },
    join(scratch, 'intruder.js'),
  )
  await act.signInTogether(room.app)
  await room.app.follow('INC-2026-0001')
  await act.openTask(room.app, 'Review the sites')
  await act.openAddress(room.app, `${room.site.httpUrl}/gallery`)
  await room.app.read(/^Opened /)
})
afterAll(async () => {
  await room.end()
  await rm(scratch, { recursive: true, force: true })
})

/** Runs a script in the page under review. */
function inEvidence(script: string): Promise<unknown> {
  return room.app.electron.evaluate(({ webContents }, code) => {
    const view = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('http'))
    return view?.executeJavaScript(code, true)
  }, script)
}

/** Runs a script in the Face itself, in its own world. */
const inFace = (script: string): Promise<unknown> =>
  room.app.electron.evaluate(
    ({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, true),
    script,
  )

const countContents = (): Promise<number> => room.app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)

/** The TCP sockets that a process and its descendants listen on. */
async function listListening(ancestor: number): Promise<string[]> {
  const ours = (await listProcesses(ancestor)).map(({ pid }) => `pid=${String(pid)},`)
  const { stdout } = await promisify(execFile)('ss', ['-Hltnp'])
  return stdout.split('\n').filter((line) => ours.some((pid) => line.includes(pid)))
}

describe('what the pages may be (1 to 4, 6, 8 to 12)', () => {
  it('every page is sandboxed, isolated and without Node, and nothing that is off is switched on', async () => {
    const all = await room.app.electron.evaluate(({ webContents }) =>
      // What Electron made of the preferences; its types leave it out.
      (webContents.getAllWebContents() as (WebContents & { getLastWebPreferences: () => WebPreferences })[]).map((contents) => ({
        url: contents.getURL(),
        preferences: contents.getLastWebPreferences(),
      })),
    )
    expect(all.map(({ url }) => url.split('/', 3).join('/')).sort()).toEqual([faceOrigin, room.site.httpUrl])
    for (const { preferences } of all) {
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
      })
      for (const name of [
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'webviewTag',
        'plugins',
      ] as const)
        expect(preferences[name] ?? false, name).toBe(false)
      expect(preferences.enableBlinkFeatures ?? '').toBe('')
    }
  })

  it.each([
    ['the Face', inFace],
    ['a page under review', inEvidence],
  ])('%s knows no Node and no Electron', async (_who, run) => {
    const known = await run(
      `['require', 'module', 'process', 'global', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].filter((name) => name in globalThis)`,
    )
    expect(known).toEqual([])
  })

  it('the Face has one call and one subscription (20), and cannot reach through them', async () => {
    expect(await inFace('Object.keys(window.incidentRoom).sort()')).toEqual(['call', 'onNotice'])
    expect(await inFace('Object.isFrozen(window.incidentRoom)')).toBe(true)
    expect(await inFace(`window.incidentRoom.call.constructor('return typeof process')()`).catch(() => 'refused')).not.toBe('object')
    expect(await inEvidence('typeof window.incidentRoom')).toBe('undefined')
  })

  it('a webview comes to nothing, and developer tools do not open', async () => {
    const before = await countContents()
    await inFace(`document.body.append(Object.assign(document.createElement('webview'), { src: 'app://incident-room/' }))`)
    await inEvidence(`document.body.append(Object.assign(document.createElement('webview'), { src: location.href }))`)
    const opened = await room.app.electron.evaluate(({ webContents }) => {
      for (const contents of webContents.getAllWebContents()) contents.openDevTools()
      return webContents.getAllWebContents().filter((contents) => contents.isDevToolsOpened()).length
    })
    await room.app.page.waitForTimeout(300)
    expect(opened).toBe(0)
    expect(await countContents()).toBe(before)
  })
})

describe('permissions (5)', () => {
  it.each([
    ['the Face', inFace],
    ['a page under review', inEvidence],
  ])('%s is given none', async (_who, run) => {
    const answers =
      await run(`Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage']
      .map((name) => navigator.permissions.query({ name }).then((answer) => answer.state, () => 'denied')))`)
    expect(new Set(answers as string[])).toEqual(new Set(['denied']))
    expect(await run(`Notification.requestPermission()`)).toBe('denied')
    expect(
      await run(`new Promise((done) => navigator.geolocation
        ? navigator.geolocation.getCurrentPosition(() => done('told'), () => done('refused'), { timeout: 5000 })
        : done('refused'))`),
    ).toBe('refused')
  })
})

describe('the Face’s own policy (1, 7, 18)', () => {
  it('comes with every answer of app://, and allows only what is ours', async () => {
    const headers = (await inFace(`fetch('/').then((answer) => Object.fromEntries(answer.headers))`)) as Record<string, string>
    const policy = headers['content-security-policy'] ?? ''
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' blob:",
      "script-src 'self'",
      "style-src 'self'",
    ])
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('runs no script that is written into the page, loads no frame, and fetches from nowhere else', async () => {
    const before = room.site.hits().length
    const outcome = await inFace(`(async () => {
      const violations = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))
      const button = document.createElement('button')
      button.setAttribute('onclick', 'window.ran = true')
      button.click()
      for (const source of ['${room.site.httpUrl}/gallery', 'data:text/html,<p>', 'app://incident-room/'])
        document.body.append(Object.assign(document.createElement('iframe'), { src: source }))
      document.body.append(Object.assign(document.createElement('img'), { src: '${room.site.httpUrl}/picture/1.png' }))
      const fetched = []
      for (const url of ['${room.site.httpUrl}/', 'file:///etc/hostname', 'http://127.0.0.1:1/'])
        fetched.push(await fetch(url).then(() => 'fetched', () => 'refused'))
      await new Promise((done) => setTimeout(done, 300))
      return { ran: window.ran ?? false, fetched, violations: [...new Set(violations)].sort() }
    })()`)
    expect(outcome).toEqual({
      ran: false,
      fetched: ['refused', 'refused', 'refused'],
      violations: ['connect-src', 'frame-src', 'img-src', 'script-src-attr', 'script-src-elem'],
    })
    expect(room.site.hits().length).toBe(before)
  })

  it.each([
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '//etc/hostname',
    '/%00',
    '/%',
    '/assets',
    '/main.js.map',
  ])('app:// answers nothing for %s', async (path) => {
    const status = await room.app.electron.evaluate(
      async ({ net }, url) =>
        net.fetch(url).then(
          (answer) => answer.status,
          () => 0,
        ),
      faceOrigin + path,
    )
    expect([0, 404]).toContain(status)
  })

  it('app:// answers for no other host', async () => {
    const status = await room.app.electron.evaluate(async ({ net }) => net.fetch('app://elsewhere/index.html').then(({ status }) => status))
    expect(status).toBe(404)
  })
})

describe('where the Face may go (13, 14)', () => {
  it.each(['https://example.org/', 'file:///etc/hostname', 'data:text/html,<p>', 'app://elsewhere/', 'javascript:void 0'])(
    'not to %s',
    async (url) => {
      await inFace(`window.stayed = true; location.href = ${JSON.stringify(url)}; 0`)
      await room.app.page.waitForTimeout(300)
      expect(room.app.page.url().startsWith(`${faceOrigin}/`)).toBe(true)
      expect(await inFace('window.stayed')).toBe(true)
    },
  )

  it('not to an empty page, which Chromium lets it have for a moment: the Face is loaded again', async () => {
    await inFace(`location.href = 'about:blank'; 0`)
    await room.app.see('What you have done, and what is left')
    expect(room.app.page.url().startsWith(`${faceOrigin}/`)).toBe(true)
  })

  it('opens no window: by script, by link, by the middle button', async () => {
    const before = await countContents()
    expect(await inFace(`window.open('app://incident-room/') === null`)).toBe(true)
    await inFace(`(() => {
      const link = Object.assign(document.createElement('a'), { href: 'app://incident-room/', target: '_blank', id: 'out', textContent: 'out' })
      document.body.prepend(link)
      link.click()
    })()`)
    await room.app.page.locator('#out').click({ button: 'middle', force: true })
    await room.app.page.waitForTimeout(300)
    expect(await countContents()).toBe(before)
  })

  it('hands nothing to other programs (15): the one thing it opens is the exports folder', async () => {
    const desk = await readFile(join(root, 'out', 'main', 'main.js'), 'utf8')
    expect(desk).not.toContain('openExternal')
    expect(desk.match(/shell\.\w+\(/g)).toEqual(['shell.openPath('])
  })
})

describe('who may ask (17)', () => {
  const ask = `window.intruder.ask('room.state', {})`
  const foreign = { ok: false, error: { code: 'sender.foreign' } }

  it('not a page in the evidence view, even one that found a way to the channel', async () => {
    expect(await inEvidence(ask)).toMatchObject(foreign)
    expect(await inEvidence(`window.intruder.ask('halt', { cause: 'button', categoryId: null })`)).toMatchObject(foreign)
    expect(await room.app.countEvidenceViews()).toBe(1)
  })

  it.each([
    ['of another origin', () => `${room.site.httpUrl}/gallery`],
    ['of our own origin', () => `${faceOrigin}/`],
  ])('not another window %s', async (_what, url) => {
    const answer = await room.app.electron.evaluate(
      async ({ BrowserWindow, app }, { address, preload }) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await other.loadURL(address)
        const said: unknown = await other.webContents.executeJavaScript(`window.intruder.ask('room.state', {})`)
        other.destroy()
        return { said, name: app.getName() }
      },
      { address: url(), preload: join(scratch, 'intruder.js') },
    )
    expect(answer).toMatchObject({ said: foreign, name: 'Incident Room' })
  })

  it('the Face itself may', async () => {
    expect(await room.say('room.state', {})).toHaveProperty('value.phase', 'room')
  })

  it('and there is no other channel to ask on', async () => {
    const desk = await readFile(join(root, 'out', 'main', 'main.js'), 'utf8')
    expect(desk.match(/ipcMain\.\w+\(/g)).toEqual(['ipcMain.handle('])
    expect(desk).not.toMatch(/@electron\/remote|enableRemoteModule|electron\.remote/)
  })
})

describe('no door to the network', () => {
  it('with a page open and the debugger of the view attached, nothing more is listened on than the test’s own driver', async () => {
    expect(await listListening(room.app.processId)).toEqual(listensAtStart)
  })

  it('started as people start it, no process of the application listens on any port', async () => {
    const home = await mkdtemp(join(tmpdir(), 'incident-room-quiet-'))
    const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const application = spawn(process.env.INCIDENT_ROOM_ELECTRON ?? 'electron', [...flags, root], {
      env: { ...process.env, INCIDENT_ROOM_HOME: home },
      stdio: 'ignore',
    })
    const ended = new Promise((done) => application.once('exit', done))
    try {
      await vi.waitFor(
        async () => {
          const commands = (await listProcesses(application.pid ?? 0)).map(({ command }) => command)
          expect(commands).toContainEqual(expect.stringContaining('node.mojom.NodeService'))
          expect(commands).toContainEqual(expect.stringContaining('--type=renderer'))
        },
        { timeout: 30_000, interval: 250 },
      )
      expect(await listListening(application.pid ?? 0)).toEqual([])
    } finally {
      application.kill('SIGTERM')
      await ended
      await rm(home, { recursive: true, force: true })
    }
  })
})
