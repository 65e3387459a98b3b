// The built application as people sit in front of it: its window, its keyboard and mouse, and pictures of the whole screen with the evidence
// view in them. Nothing here reaches behind the screens.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const startTimeoutMs = 60_000
const stepTimeoutMs = 30_000

export class Application {
  /** @type {import('playwright').ElectronApplication} */
  #electron
  /** @type {import('playwright').Page} */
  #page
  #pictures = 0
  #screens

  /**
   * @param {import('playwright').ElectronApplication} electron
   * @param {import('playwright').Page} page
   * @param {string} screens folder of the pictures
   * @param {number} pictures how many there are already
   */
  constructor(electron, page, screens, pictures) {
    this.#electron = electron
    this.#page = page
    this.#screens = screens
    this.#pictures = pictures
  }

  /**
   * Starts the built application.
   * @param {object} options
   * @param {Pick<import('../ground/ground.mjs').Ground, 'root' | 'electronPath' | 'electronFlags' | 'env'>} options.ground
   * @param {NodeJS.ProcessEnv} options.env display, data folder, home
   * @param {string} options.screens
   * @param {number} [options.pictures]
   */
  static async start({ ground, env, screens, pictures = 0 }) {
    const { _electron } = await import('playwright')
    await mkdir(screens, { recursive: true })
    const electron = await _electron.launch({
      executablePath: ground.electronPath,
      args: [...ground.electronFlags, ground.root],
      chromiumSandbox: ground.electronFlags.length === 0,
      cwd: ground.root,
      env: /** @type {Record<string, string>} */ ({ ...ground.env, ...env }),
      timeout: startTimeoutMs,
    })
    const page = await electron.firstWindow()
    page.setDefaultTimeout(stepTimeoutMs)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await electron.evaluate(({ BrowserWindow, screen }) => {
      const { width, height } = screen.getPrimaryDisplay().workAreaSize
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: Math.min(1440, width), height: Math.min(900, height) })
    })
    return new Application(electron, page, screens, pictures)
  }

  get page() {
    return this.#page
  }

  /** The driver's own hold on the application, for tests that look at it from behind. */
  get electron() {
    return this.#electron
  }

  get pictures() {
    return this.#pictures
  }

  /** @returns {Promise<string>} of the running Electron */
  version() {
    return this.#electron.evaluate(() => process.versions.electron)
  }

  /** @param {string} label @param {string} text */
  async fill(label, text) {
    await this.#page.getByLabel(label, { exact: true }).fill(text)
  }

  /** Chooses one of several, or ticks one. @param {string} label */
  async choose(label) {
    await this.#page.getByLabel(label, { exact: true }).check()
  }

  /** @param {string} label @param {string | RegExp} option */
  async select(label, option) {
    const list = this.#page.getByLabel(label, { exact: true })
    const options = await list.locator('option').allTextContents()
    const found = options.find((text) => (typeof option === 'string' ? text === option : option.test(text)))
    if (found === undefined) throw new Error(`"${label}" offers no ${String(option)}, only ${options.join(' | ')}`)
    await list.selectOption({ label: found })
  }

  /** @param {string | RegExp} name */
  async press(name) {
    await this.#page.getByRole('button', { name, exact: typeof name === 'string' }).click()
  }

  /** @param {string | RegExp} name */
  async follow(name) {
    const link = this.#page.getByRole('link', { name, exact: typeof name === 'string' })
    await link
      .or(this.#page.getByRole('button', { name, exact: typeof name === 'string' }))
      .first()
      .click()
  }

  /** Waits for the page with this heading. @param {string | RegExp} name */
  async see(name) {
    await this.#page.getByRole('heading', { name, level: 1 }).waitFor()
  }

  /** @param {string | RegExp} text */
  async read(text) {
    await this.#page.getByText(text).first().waitFor()
  }

  /**
   * Clicks somewhere in the page that the evidence view shows, as a hand at the mouse would.
   * @param {string} selector of the element in the page
   */
  async clickInEvidence(selector) {
    await this.#electron.evaluate(async ({ webContents }, wanted) => {
      const view = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('http'))
      if (!view) throw new Error('no evidence view is open')
      const script = `(() => { const e = document.querySelector(${JSON.stringify(wanted)}); e.scrollIntoView({ block: 'center' }); const r = e.getBoundingClientRect(); return { x: Math.round(r.x + r.width / 2), y: Math.round(r.y + r.height / 2) } })()`
      const { x, y } = await view.executeJavaScript(script)
      view.focus()
      view.sendInputEvent({ type: 'mouseDown', x, y, button: 'left', clickCount: 1 })
      view.sendInputEvent({ type: 'mouseUp', x, y, button: 'left', clickCount: 1 })
    }, selector)
  }

  /** Presses a key while the evidence view has the focus. @param {string} keyCode */
  async keyInEvidence(keyCode) {
    await this.#electron.evaluate(({ webContents }, key) => {
      const view = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('http'))
      if (!view) throw new Error('no evidence view is open')
      view.focus()
      view.sendInputEvent({ type: 'keyDown', keyCode: key })
      view.sendInputEvent({ type: 'keyUp', keyCode: key })
    }, keyCode)
  }

  /** Process id of the Desk. */
  get processId() {
    return this.#electron.process().pid ?? 0
  }

  /** How many views of web pages there are. */
  countEvidenceViews() {
    return this.#electron.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter((contents) => /^https?:/.test(contents.getURL())).length,
    )
  }

  /**
   * A picture of the whole window as it stands on the screen, evidence view and all.
   * @param {string} name
   */
  async picture(name) {
    await this.#page.waitForTimeout(350)
    const png = await this.#electron.evaluate(async ({ desktopCapturer, screen, BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]
      if (!window) throw new Error('there is no window')
      const { width, height } = screen.getPrimaryDisplay().size
      const [source] = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width, height } })
      if (!source) throw new Error('there is no screen')
      return source.thumbnail.crop(window.getBounds()).toPNG().toString('base64')
    })
    this.#pictures += 1
    const file = join(this.#screens, `${String(this.#pictures).padStart(2, '0')}-${name}.png`)
    await writeFile(file, Buffer.from(png, 'base64'))
    return file
  }

  /** Closes the window as a person does. */
  async close() {
    await this.#electron.close()
  }

  /** kill -9: no last word, no goodbye. */
  async kill() {
    const child = this.#electron.process()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
}
