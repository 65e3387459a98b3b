// Keeps a page from taking the whole memory of the computer: an endless answer, a packed bomb or a script that only grows is ended
// before the Desk and the Vault feel it.
import { app, type WebContents } from 'electron'

/** All processes of one page together. The largest ordinary pages stay below half of it. */
export const memoryLimitBytes = 1_500_000_000
const lookEveryMs = 250

export interface MemoryWatch {
  /** Whether it ended the page that is gone now. */
  readonly hasActed: () => boolean
  readonly end: () => void
}

/** Watches from now on, until `end`. */
export function watchMemory(contents: WebContents): MemoryWatch {
  let acted = false
  const look = () => {
    const pids = listProcesses(contents)
    if (pids.size === 0) return
    const usedBytes = app
      .getAppMetrics()
      .filter(({ pid }) => pids.has(pid))
      .reduce((sum, { memory }) => sum + memory.workingSetSize * 1_024, 0)
    if (usedBytes <= memoryLimitBytes) return
    acted = true
    const own = contents.mainFrame.osProcessId
    contents.forcefullyCrashRenderer()
    for (const pid of pids) if (pid !== own) endProcess(pid)
  }
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) acted = false
  })
  const timer = setInterval(look, lookEveryMs)
  return { hasActed: () => acted, end: () => clearInterval(timer) }
}

/** Processes of the page and of its frames from other sites; none while it has crashed. */
function listProcesses(contents: WebContents): Set<number> {
  if (contents.isDestroyed() || contents.isCrashed()) return new Set()
  try {
    return new Set(contents.mainFrame.framesInSubtree.map(({ osProcessId }) => osProcessId).filter((pid) => pid > 0))
  } catch {
    // A frame went away while it was looked at.
    return new Set()
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
