// Memory of checking a case, beside that of checking one with a tenth of the exhibits ten times over: as many bytes go through in
// both, so that what is left of the difference is memory that grows with the number of exhibits.
import { setImmediate } from 'node:timers/promises'
import { caseEventBodies } from 'shared/events'
import { openLogFile } from '../src-main/vault/case-file/log-file'
import { verifyLog } from '../src-main/vault/case-file/verify'
import { verifyEvent, verifyEventLater } from '../src-main/vault/keys/log-signature'
import type { Measure } from './figure'
import { fillCase, makeCaseIn } from './made-case'
import type { MadeCase } from './made-case'
import { inThrowawayFolder } from './throwaway-folder'

const exhibitBytes = 1_000_000

export const measure: Measure = ({ isFull, say }) =>
  inThrowawayFolder(async (folder) => {
    const most = isFull ? 1_000 : 200
    say(`Making cases of ${most / 10} and of ${most} exhibits`)
    const few = makeCaseIn(folder, 'few.case')
    fillCase(few, { events: 100, exhibits: most / 10, exhibitBytes })
    few.file.close()
    const many = makeCaseIn(folder, 'many.case')
    fillCase(many, { events: 100, exhibits: most, exhibitBytes })
    many.file.close()
    const small = await peakOfChecking(few, 10)
    const large = await peakOfChecking(many, 1)
    return [
      { name: `Peak memory of checking ${most} exhibits ÷ ${most / 10} exhibits`, value: large / small, unit: '×', goal: 1.1 },
      { name: `Peak memory of checking ${most} exhibits`, value: large / 1e6, unit: 'MB', goal: null },
    ]
  })

/** The most memory of the process, in bytes, while a case is opened and checked, so many times. */
async function peakOfChecking({ path, key }: MadeCase, times: number): Promise<number> {
  globalThis.gc?.()
  await setImmediate()
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  for (let time = 0; time < times; time += 1) {
    const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
    try {
      const verdict = await verifyLog(file, { verifySignature: verifyEvent, verifySignatureLater: verifyEventLater, onProgress: look })
      if (!verdict.ok) throw new Error(verdict.sentence)
    } finally {
      file.close()
    }
  }
  return peak
}
