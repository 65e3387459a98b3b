// Where a person signs: an electronic signature field beside room for a signature in ink. The field is empty until `sign.ts` fills
// it; the picture that it then shows is drawn here, in the document's own fonts, and lies ready in the file.
import type { Flow } from './flow'
import { drawTable } from './form-table'
import { tellUtc } from './dates'
import { drawAppearance, lastAnnotation, pageObject, pdfText, signatureForm } from './pdfkit-internals'
import { breakLines } from './line-breaking'
import { signedAppearanceKey } from './sign'
import { colors, contentWidthPt, sheet, styles, type TextStyle } from './typography'

export interface PanelWording {
  readonly heading: string
  readonly name: string
  readonly position: string
  readonly signature: string
  readonly wetSignature: string
}

export interface PanelPerson {
  readonly fieldName: string
  readonly name: string
  readonly position: string
  readonly signedAt: Date
  /** SHA-256 of the person's certificate, hex. */
  readonly certificateFingerprint: string
}

const labelShare = 0.2
const signatureHeightPt = 76
const panelHeightPt = 2 * 26 + signatureHeightPt
const strong: TextStyle = { ...styles.strong, sizePt: 11, leadingPt: 14 }
const small: TextStyle = { ...styles.note, sizePt: 7.6, leadingPt: 10 }
const tinyMono: TextStyle = { ...styles.tinyHash, sizePt: 6.4, leadingPt: 8.4 }

/** Draws the panel of one signer, never over two pages. */
export function drawSignaturePanel(flow: Flow, wording: PanelWording, person: PanelPerson): void {
  flow.heading(2, wording.heading, styles.subheading)
  flow.ensureRoom(panelHeightPt)
  drawTable(flow, { columns: [labelShare, 1 - labelShare], frame: 'grid', rowHeads: true, afterPt: 0 }, [
    [wording.name, [{ text: person.name, style: styles.strong }]],
    [wording.position, person.position],
  ])
  const labelPt = labelShare * contentWidthPt
  const halfPt = (contentWidthPt - labelPt) / 2
  const top = flow.y
  drawBoxes(flow, top, labelPt, halfPt)
  const label = flow.open('P')
  label.add(() => drawText(flow, wording.signature, styles.label, sheet.leftPt + 6, top + 5, labelPt - 12))
  label.end()
  placeField(flow, person, { leftPt: sheet.leftPt + labelPt + 1, topPt: top + 1, widthPt: halfPt - 2, heightPt: signatureHeightPt - 2 })
  drawInkSpace(flow, wording.wetSignature, sheet.leftPt + labelPt + halfPt, top, halfPt)
  flow.y = top + signatureHeightPt + 10
}

function drawBoxes(flow: Flow, top: number, labelPt: number, halfPt: number): void {
  flow.drawArtifact((doc) => {
    doc.lineWidth(0.6)
    doc.rect(sheet.leftPt, top, labelPt, signatureHeightPt).fillAndStroke(colors.panel, colors.rule)
    doc.rect(sheet.leftPt + labelPt, top, halfPt, signatureHeightPt).stroke(colors.rule)
    doc.rect(sheet.leftPt + labelPt + halfPt, top, halfPt, signatureHeightPt).stroke(colors.rule)
  })
}

function drawInkSpace(flow: Flow, wording: string, leftPt: number, top: number, widthPt: number): void {
  const lineY = top + signatureHeightPt - 24
  const dateLeft = leftPt + widthPt * 0.66
  flow.drawArtifact((doc) => {
    doc.lineWidth(0.5)
    doc
      .moveTo(leftPt + 8, lineY)
      .lineTo(dateLeft - 8, lineY)
      .stroke(colors.rule)
    doc
      .moveTo(dateLeft, lineY)
      .lineTo(leftPt + widthPt - 8, lineY)
      .stroke(colors.rule)
  })
  const element = flow.open('P')
  element.add(() => {
    drawText(flow, wording, small, leftPt + 8, lineY + 3, widthPt * 0.6)
    drawText(flow, 'Date', small, dateLeft, lineY + 3, widthPt * 0.3)
  })
  element.end()
}

interface Box {
  readonly leftPt: number
  readonly topPt: number
  readonly widthPt: number
  readonly heightPt: number
}

function placeField(flow: Flow, person: PanelPerson, box: Box): void {
  const { doc } = flow
  const empty = drawAppearance(doc, box.widthPt, box.heightPt, () =>
    drawText(flow, 'Not signed electronically', small, 8, 8, box.widthPt - 16),
  )
  const signed = drawAppearance(doc, box.widthPt, box.heightPt, () => drawSigned(flow, person, box))
  const { fields } = signatureForm(doc)
  const element = flow.open('Form', { alt: `Electronic signature of ${person.name}` })
  doc.annotate(box.leftPt, box.topPt, box.widthPt, box.heightPt, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: pdfText(person.fieldName),
    TU: pdfText(`Electronic signature of ${person.name}`),
    // Printed (bit 3), as ISO 32000-1, 12.5.3 numbers the flags.
    F: 4,
    P: pageObject(doc),
    AP: { N: empty },
    [signedAppearanceKey]: signed,
    structParent: element,
  } as object)
  fields.push(lastAnnotation(doc))
  element.end()
}

function drawSigned(flow: Flow, person: PanelPerson, box: Box): void {
  const { doc } = flow
  const width = box.widthPt - 22
  doc.save()
  doc.rect(0, 0, 4, box.heightPt).fill(colors.accent)
  doc.restore()
  let y = 6
  const write = (text: string, style: TextStyle, lines: number): void => {
    for (const line of breakLines(flow.shelf, text, style, width).slice(0, lines)) {
      flow.drawLine(line, style, 14, y, width)
      y += style.leadingPt
    }
  }
  write('Signed electronically by', small, 1)
  write(person.name, strong, 2)
  write(tellUtc(person.signedAt), small, 1)
  write(`Certificate ${person.certificateFingerprint.replace(/(.{4})(?=.)/g, '$1 ')}`, tinyMono, 2)
}

function drawText(flow: Flow, text: string, style: TextStyle, leftPt: number, topPt: number, widthPt: number): void {
  breakLines(flow.shelf, text, style, widthPt).forEach((line, at) =>
    flow.drawLine(line, style, leftPt, topPt + at * style.leadingPt, widthPt),
  )
}
