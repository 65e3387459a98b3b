// Takes a document's bytes as they are written, so that no more than one picture waits in memory beside the document itself.

/** Collects a pdfkit document. Call it before anything is drawn; await it after `doc.end()`. */
export function collectPdf(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    doc.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk)
      sizeBytes += chunk.length
    })
    doc.on('error', reject)
    doc.on('end', () => {
      const whole = new Uint8Array(sizeBytes)
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      resolve(whole)
    })
  })
}
