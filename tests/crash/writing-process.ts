// A process of its own that does one thing to a case file until it is killed or cannot go on. Built and started by
// `start-writing.ts`; it tells what it has done in lines on standard output.
import { randomBytes, randomInt } from 'node:crypto'
import { rmSync, writeSync } from 'node:fs'
import { describeError } from 'shared/errors'
import { caseEventBodies } from 'shared/events'
import { createLogFile, openLogFile } from '../../src-main/vault/case-file/log-file'
import { rekeyLogFile } from '../../src-main/vault/case-file/rekey'
import { byBoth, caseOpened, concernDescribed, exhibitKept, logId, policyPack, randomBlob } from '../vault/case-file/sample-facts'

const [work, path = '', keyHex = ''] = process.argv.slice(2)
const key = Buffer.from(keyHex, 'hex')

/** Straight to the file descriptor: what is buffered when the process is killed would never have been said. */
function tell(line: string): void {
  writeSync(1, `${line}\n`)
}

/** Appends small and large, and acknowledges each entry once `append` has returned. */
function appendForEver(): never {
  const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
  for (let turn = 0; ; turn += 1) {
    const blob = randomBlob(randomInt(1, 5) === 1 ? randomInt(1_000_000, 3_000_000) : randomInt(1, 50_000))
    const isExhibit = turn % 3 === 0
    const commandId = `${process.pid}-${turn}`
    const facts = isExhibit ? [concernDescribed('seen'), exhibitKept(blob, turn + 1)] : [concernDescribed('x'.repeat(randomInt(1, 20_000)))]
    tell(`ask ${commandId} ${facts.length}`)
    for (const entry of file.append({ facts, blobs: isExhibit ? [blob] : [], ...byBoth, commandId })) tell(`${entry.seq} ${entry.hash}`)
  }
}

/** A short working day, ended without closing anything. */
function appendSome(): never {
  const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
  for (let turn = 0; turn < 24; turn += 1) {
    const blob = randomBlob(randomInt(1, 60_000))
    const isExhibit = turn % 3 === 0
    const facts = isExhibit ? [exhibitKept(blob, turn + 1)] : [concernDescribed('x'.repeat(randomInt(1, 9_000)))]
    for (const entry of file.append({ facts, blobs: isExhibit ? [blob] : [], ...byBoth })) tell(`${entry.seq} ${entry.hash}`)
  }
  process.exit(0)
}

/** Makes a case file with its first entry, and takes it away again, over and over. */
function createForEver(): never {
  for (;;) {
    const file = createLogFile(path, { key, kind: 'case', logId, bodies: caseEventBodies })
    file.append({ facts: [caseOpened()], blobs: [policyPack], ...byBoth })
    file.close()
    tell('made')
    rmSync(path)
    tell('gone')
  }
}

/** Gives the file one key after the other; says each before it is used, and again once it is the file's. */
function rekeyForEver(): never {
  let from: Uint8Array = key
  let file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
  for (;;) {
    const to = new Uint8Array(randomBytes(32))
    tell(`ask ${Buffer.from(to).toString('hex')}`)
    file = rekeyLogFile(file, { from, to }, { facts: [concernDescribed('the key was changed')], ...byBoth })
    from = to
    tell(`done ${Buffer.from(to).toString('hex')}`)
  }
}

try {
  if (work === 'rekey') rekeyForEver()
  if (work === 'create') createForEver()
  if (work === 'append-some') appendSome()
  appendForEver()
} catch (error) {
  tell(`stopped ${describeError(error).code}`)
}
