// The beginning of a page's text, read in a world of our own that the page's scripts cannot see into. A page that hangs does not answer; then
// there is no text.
import type { WebContents } from 'electron'

const worldId = 1_001
const answerLimitMs = 2_000

/** @param limit most UTF-16 code units to read */
export async function readPageText(contents: WebContents, limit: number): Promise<string> {
  if (contents.isDestroyed()) return ''
  const code = `(document.body?.innerText ?? '').slice(0, ${String(limit)})`
  const answer = contents.executeJavaScriptInIsolatedWorld(worldId, [{ code }]).catch(() => '') as Promise<unknown>
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, answerLimitMs, '')
  })
  const text = await Promise.race([answer, tooLate])
  clearTimeout(timer)
  return typeof text === 'string' ? text.slice(0, limit) : ''
}
