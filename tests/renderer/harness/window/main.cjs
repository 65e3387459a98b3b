// A bare Electron application that shows a built Face under the application's own origin and policy, with nothing behind it. What
// the Face is told comes from the test that drives it. FACE_FOLDER is the folder of the built Face.
const { app, BrowserWindow, protocol } = require('electron')
const { readFile } = require('node:fs/promises')
const { extname, join } = require('node:path')

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.woff': 'font/woff' }
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])

void app.whenReady().then(async () => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url)
    const name = pathname === '/' ? 'index.html' : pathname
    const type = types[/** @type {keyof typeof types} */ (extname(name))]
    try {
      const body = await readFile(join(process.env.FACE_FOLDER ?? '', name))
      return new Response(new Uint8Array(body), { headers: { 'content-type': type, 'content-security-policy': policy } })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false },
  })
  await window.loadURL('about:blank')
})

app.on('window-all-closed', () => app.quit())
