// The few things that documents need of pdfkit and that its types do not tell. Kept in one place, so that a new version of the
// library is checked here; the tests of the finished files (qpdf, pdfsig) say whether it still holds.

type Document = PDFKit.PDFDocument

/** A PDF object that pdfkit has given a number. */
export interface PdfObject {
  readonly data: Record<string, unknown>
  write(chunk: Uint8Array | string): void
  end(): void
}

interface Internals {
  ref(data: object): PdfObject
  initForm(): unknown
  page: unknown
  _ctm: number[]
  readonly _root: { readonly data: { readonly AcroForm?: PdfObject } }
}

function internalsOf(doc: Document): Internals {
  return doc as unknown as Internals
}

/** A PDF text string: a plain JavaScript string would be written as a name. */
export function pdfText(text: string): object {
  return new String(text)
}

/**
 * Draws into a form XObject (ISO 32000-1, 8.10) in place of the page: the picture of a signature field.
 * `draw` measures from the upper left corner, as on a page.
 */
export function drawAppearance(doc: Document, widthPt: number, heightPt: number, draw: () => void): PdfObject {
  const internals = internalsOf(doc)
  const resources: Record<string, Record<string, unknown>> = { Font: {}, ExtGState: {} }
  const object = internals.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, widthPt, heightPt], Resources: resources })
  const before = { page: internals.page, ctm: internals._ctm }
  internals.page = {
    width: widthPt,
    height: heightPt,
    margins: { top: 0, right: 0, bottom: 0, left: 0 },
    fonts: resources.Font,
    ext_gstates: resources.ExtGState,
    markings: [],
    write: (chunk: Uint8Array | string) => object.write(chunk),
  }
  internals._ctm = [1, 0, 0, 1, 0, 0]
  doc.transform(1, 0, 0, -1, 0, heightPt)
  draw()
  internals.page = before.page
  internals._ctm = before.ctm
  object.end()
  return object
}

/**
 * Draws one text whose glyphs do not stand in the order of its characters, and says what it reads (ISO 32000-1, 14.9.4). The mark
 * goes directly around the text object: readers place it by the matrix in force at its end.
 */
export function drawWithActualText(doc: Document, text: string, draw: () => void): void {
  const page = internalsOf(doc).page as { write: (chunk: Uint8Array | string) => void }
  const before = Object.getOwnPropertyDescriptor(page, 'write')
  const write = page.write.bind(page)
  const actual = Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')
  page.write = (chunk) => {
    if (chunk === 'BT') write(`/Span <</ActualText <${actual}>>> BDC`)
    write(chunk)
    if (chunk === 'ET') write('EMC')
  }
  draw()
  if (before) Object.defineProperty(page, 'write', before)
  else Reflect.deleteProperty(page, 'write')
}

/** The document's form (ISO 32000-1, 12.7.2), made at the first call: for signatures, to be changed by appending only. */
export function signatureForm(doc: Document): { fields: unknown[] } {
  const internals = internalsOf(doc)
  if (!internals._root.data.AcroForm) internals.initForm()
  const form = internals._root.data.AcroForm
  if (!form) throw new Error('pdfkit made no form')
  form.data.NeedAppearances = false
  form.data.SigFlags = 3
  return { fields: form.data.Fields as unknown[] }
}

/** The annotation that was last put on the current page. */
export function lastAnnotation(doc: Document): unknown {
  const page = internalsOf(doc).page as { annotations: unknown[] }
  return page.annotations.at(-1)
}

/** The current page's own object, for an annotation's /P. */
export function pageObject(doc: Document): unknown {
  return (internalsOf(doc).page as { dictionary: unknown }).dictionary
}
