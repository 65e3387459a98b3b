// Every command that Incident Room may give to Chromium's debugger, and why. What is not in this table is not sent: neither our own
// code nor puppeteer can read cookies, change requests or run anything else in a page that is evidence.

/** Sent to Chromium as they are. */
const sent: ReadonlySet<string> = new Set([
  // To know what was visited
  'Page.enable',
  'Page.setLifecycleEventsEnabled',
  'Page.getFrameTree',
  'Network.enable',
  // To keep pages from printing, from flooding with dialogs and from asking for files, in frames of other sites too
  'Page.addScriptToEvaluateOnNewDocument',
  'Page.setInterceptFileChooserDialog',
  'Target.setAutoAttach',
  'Runtime.runIfWaitingForDebugger',
  // To take a picture: wait until the page has settled (in a world of our own that the page cannot see), measure, read the pixels
  'Page.createIsolatedWorld',
  'Runtime.evaluate',
  'Page.getLayoutMetrics',
  'Page.captureScreenshot',
])

/**
 * What puppeteer asks for when it connects, and gets a plain answer to without Chromium being asked: it is either done already or
 * would change the page under review (scripts in the page, focus, events we do not need).
 */
const answered: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Page.enable': {},
  'Page.setLifecycleEventsEnabled': {},
  'Page.addScriptToEvaluateOnNewDocument': { identifier: '0' },
  'Page.createIsolatedWorld': { executionContextId: 0 },
  'Page.bringToFront': {},
  'Network.enable': {},
  'Performance.enable': {},
  'Log.enable': {},
  'Audits.enable': {},
  'Accessibility.enable': {},
  'Runtime.enable': {},
  'Runtime.runIfWaitingForDebugger': {},
  'Target.setAutoAttach': {},
  'Emulation.setFocusEmulationEnabled': {},
}

/** Whether a command of our own may be sent. */
export function maySend(method: string): boolean {
  return sent.has(method)
}

/** The stock answer to a command of puppeteer's that is not passed on; undefined where it is not stocked. */
export function readStockAnswer(method: string): Readonly<Record<string, unknown>> | undefined {
  return Object.hasOwn(answered, method) ? answered[method] : undefined
}
