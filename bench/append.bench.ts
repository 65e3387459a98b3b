// How long a small event takes until it is signed by both, committed and on the disk, beside what the disk itself takes: a commit
// needs four flushes (the journal's pages, its header, the file, the end of the journal), and fewer would not survive a power cut.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { byBoth, concernDescribed } from '../tests/vault/case-file/sample-facts'
import { median, percentile, timed } from './figure'
import type { Measure } from './figure'
import { makeCaseIn } from './made-case'
import { inThrowawayFolder } from './throwaway-folder'

const flushesOfCommit = 4
const page = Buffer.alloc(4096, 1)

export const measure: Measure = ({ isFull }) =>
  inThrowawayFolder(async (folder) => {
    const { file } = makeCaseIn(folder)
    const bare = openSync(join(folder, 'bare'), 'w')
    const appends: number[] = []
    const flushes: number[] = []
    for (let round = 0; round < (isFull ? 5_000 : 1_000); round += 1) {
      appends.push((await timed(() => file.append({ facts: [concernDescribed('Seen.')], ...byBoth }))).millis)
      flushes.push(
        (
          await timed(() => {
            for (let flush = 0; flush < flushesOfCommit; flush += 1) {
              writeSync(bare, page, 0, page.length, flush * page.length)
              fsyncSync(bare)
            }
          })
        ).millis,
      )
    }
    closeSync(bare)
    file.close()
    return [
      { name: 'Append of a small event: p99', value: percentile(appends, 99), unit: 'ms', goal: 20 },
      { name: 'Append: p50', value: median(appends), unit: 'ms', goal: null },
      { name: 'Four bare writes of a page, each flushed: p99', value: percentile(flushes, 99), unit: 'ms', goal: null },
      { name: 'Append ÷ four bare flushed writes: p50', value: median(appends) / median(flushes), unit: '×', goal: null },
    ]
  })
