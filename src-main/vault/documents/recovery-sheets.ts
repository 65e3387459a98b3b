// The recovery kits on paper, one sheet for each, so that each can go into an envelope of its own. Whoever finds one in ten years
// must understand it without asking anybody.
import { tellDay } from './dates'
import type { Flow } from './flow'
import { drawTable } from './form-table'
import { openDocument } from './furniture'
import { styles, type TextStyle } from './typography'

export interface SheetKit {
  readonly kitId: string
  readonly passphrase: string
}

export interface SheetsSource {
  readonly school: string
  readonly kits: readonly SheetKit[]
  readonly madeAt: Date
  /** Absolute path of the application's `resources`. */
  readonly resourcesFolder: string
}

const large: TextStyle = { ...styles.hash, sizePt: 19, leadingPt: 30 }

/**
 * Draws the sheets. The bytes hold the passphrases in clear.
 * @throws `resources.missing`
 */
export async function makeRecoverySheets({ school, kits, madeAt, resourcesFolder }: SheetsSource): Promise<Uint8Array> {
  const heading = { title: 'Recovery kits', reference: null, school, logHead: null, madeAt }
  const document = openDocument(heading, resourcesFolder)
  const { flow } = document
  for (const [place, kit] of kits.entries()) {
    if (place > 0) flow.nextPage()
    await flow.within('Sect', () => {
      drawSheet(flow, kit, { school, day: tellDay(madeAt), others: kits.filter((other) => other !== kit).map((other) => other.kitId) })
    })
  }
  return (await document.finish()).pdf
}

function drawSheet(flow: Flow, { kitId, passphrase }: SheetKit, about: { school: string; day: string; others: string[] }): void {
  flow.heading(1, `Recovery kit ${kitId}`)
  drawTable(flow, { columns: [0.24, 0.76], frame: 'grid', rowHeads: true }, [
    ['School', [{ text: about.school, style: styles.strong }]],
    ['Made on', about.day],
    ['Belongs with', `Recovery ${about.others.length === 1 ? 'kit' : 'kits'} ${about.others.join(' and ')}`],
    ['Passphrase', [{ text: passphrase, style: large }]],
    ['Its file', [{ text: `recovery/kit-${kitId}.age`, style: styles.hash }]],
  ])
  for (const [title, ...words] of chapters(about.others)) {
    flow.heading(2, title)
    for (const text of words) flow.text(text)
  }
}

function chapters(others: readonly string[]): [string, ...string[]][] {
  return [
    [
      'What this is for',
      'Incident Room keeps each case in an encrypted file that only the people who were named for it can open. If they cannot, because they have left, have fallen ill or have forgotten their passphrases, two of the school’s recovery kits open it instead. One kit alone opens nothing.',
    ],
    [
      'Where to keep it',
      `Fold this sheet into an envelope, sign over the seal, write “Recovery kit” and its number on it, and put it into the school’s safe. Better still, keep kit ${others.join(' or kit ')} in another place, such as the safe of the Local Authority or of the chair of governors: then no single safe opens a case.`,
      'Do not photograph, copy or send this sheet, and do not type the passphrase into anything but a recovery. Delete the file that it was printed from.',
    ],
    [
      'How to use it',
      'Two people do it together, on a computer that is not connected to the network, and write down that they did. They need this sheet, one of the others, and from the data folder of Incident Room the case file (.case), its key file (.keys) and the two kit files (recovery/kit-….age). The programs “age” and “SQLCipher 4” do the rest; both are free, and Incident Room itself is not needed. Each step is in docs/recovery.md of the application’s source.',
      'In the passphrase there are no capital letters, none of the letters a, e, i, o and u, and none of the digits 0 and 1. Type it with its hyphens.',
    ],
    [
      'When to make new kits',
      'When a sheet is lost or an envelope is found open, the head makes new kits in Incident Room. Cases are sealed to the new kits when they are next opened; until then the old ones open them, so keep those until every case is marked as sealed.',
    ],
  ]
}
