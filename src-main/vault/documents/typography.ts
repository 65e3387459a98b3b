// Sizes, colours and measures of every document, so that they look like one house's forms. Sizes are in points; colours hold at
// least 4.5 to 1 on white and on the panel colour, and survive a black-and-white printer.
import type { FontRole } from './font-shelf'

export interface TextStyle {
  readonly role: FontRole
  readonly sizePt: number
  /** From one baseline to the next. */
  readonly leadingPt: number
  readonly color: string
}

export const colors = {
  ink: '#0b0c0c',
  quiet: '#4a5257',
  rule: '#8a9299',
  hairline: '#c8cccf',
  panel: '#f1f2f3',
  accent: '#12263f',
} as const

export const styles = {
  title: { role: 'bold', sizePt: 21, leadingPt: 26, color: colors.ink },
  part: { role: 'bold', sizePt: 21, leadingPt: 26, color: colors.ink },
  heading: { role: 'bold', sizePt: 13.5, leadingPt: 18, color: colors.ink },
  subheading: { role: 'bold', sizePt: 11, leadingPt: 15, color: colors.ink },
  body: { role: 'regular', sizePt: 10, leadingPt: 14.2, color: colors.ink },
  strong: { role: 'bold', sizePt: 10, leadingPt: 14.2, color: colors.ink },
  label: { role: 'bold', sizePt: 9.2, leadingPt: 13, color: colors.ink },
  cell: { role: 'regular', sizePt: 9.2, leadingPt: 13, color: colors.ink },
  note: { role: 'regular', sizePt: 8.5, leadingPt: 11.8, color: colors.quiet },
  address: { role: 'mono', sizePt: 8.4, leadingPt: 12.2, color: colors.ink },
  hash: { role: 'mono', sizePt: 8.2, leadingPt: 12, color: colors.ink },
  tinyHash: { role: 'mono', sizePt: 6.6, leadingPt: 8.6, color: colors.quiet },
} as const satisfies Record<string, TextStyle>

/** A4 in points (ISO 216: 210 by 297 mm), with the margins that header and footer stand in. */
export const sheet = {
  widthPt: 595.28,
  heightPt: 841.89,
  leftPt: 54,
  rightPt: 54,
  /** Where the text begins and where it must have ended. */
  topPt: 84,
  bottomPt: 762,
} as const

export const contentWidthPt = sheet.widthPt - sheet.leftPt - sheet.rightPt
