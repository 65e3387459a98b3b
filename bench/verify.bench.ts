// Checking a whole case beside the least that any check must do: read the same bytes through the same encryption and hash them.
import { createHash } from 'node:crypto'
import Database from 'better-sqlite3-multiple-ciphers'
import { caseEventBodies } from 'shared/events'
import { openLogFile } from '../src-main/vault/case-file/log-file'
import { verifyLog } from '../src-main/vault/case-file/verify'
import { verifyEvent, verifyEventLater } from '../src-main/vault/keys/log-signature'
import { sqliteAddonPath } from '../src-main/vault/native-addon'
import { median, timed } from './figure'
import type { Measure } from './figure'
import { fillCase, makeCaseIn } from './made-case'
import type { MadeCase } from './made-case'
import { inThrowawayFolder } from './throwaway-folder'

const rounds = 3

export const measure: Measure = ({ isFull, say }) =>
  inThrowawayFolder(async (folder) => {
    const made = makeCaseIn(folder)
    const exhibitBytes = isFull ? 2_000_000 : 200_000
    say(`Making a case of 10,000 events and 1,000 exhibits of ${exhibitBytes} bytes`)
    fillCase(made, { events: 9_000, exhibits: 1_000, exhibitBytes })
    made.file.close()
    const verifying: number[] = []
    const reading: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      reading.push((await timed(() => readAndHash(made))).millis)
      verifying.push((await timed(() => verify(made))).millis)
    }
    return [
      { name: 'Verify a case ÷ read, decrypt and hash its bytes', value: median(verifying) / median(reading), unit: '×', goal: 1.3 },
      { name: 'Verify 10,000 events and 1,000 exhibits', value: median(verifying) / 1_000, unit: 's', goal: null },
    ]
  })

async function verify({ path, key }: MadeCase): Promise<void> {
  const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
  try {
    const verdict = await verifyLog(file, { verifySignature: verifyEvent, verifySignatureLater: verifyEventLater })
    if (!verdict.ok) throw new Error(verdict.sentence)
  } finally {
    file.close()
  }
}

/** Every byte of every entry and exhibit, through SQLite and its encryption, hashed, and nothing else. */
function readAndHash({ path, key }: MadeCase): void {
  const addon = sqliteAddonPath()
  const connection = new Database(path, { readonly: true, ...(addon !== undefined && { nativeBinding: addon }) })
  connection.pragma(`cipher = 'sqlcipher'`)
  connection.pragma('legacy = 4')
  connection.key(Buffer.concat([Buffer.from('raw:'), key]))
  for (const { text } of connection.prepare<[], { text: string }>('SELECT text FROM events ORDER BY seq').iterate()) {
    createHash('sha256').update(text).digest('hex')
  }
  for (const { bytes } of connection.prepare<[], { bytes: Buffer }>('SELECT bytes FROM blob_parts ORDER BY blob_id, part').iterate()) {
    createHash('sha256').update(bytes).digest('hex')
  }
  connection.close()
}
