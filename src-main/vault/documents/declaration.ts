// The acceptable use agreement of the policy, as one person signs it: its statements word for word, and their signature.
import type { Policy } from 'shared/policy'
import { openDocument } from './furniture'
import { drawSignaturePanel } from './signature-panel'
import { describePanel, signByEach, type RecordSigner } from './signing-people'
import { styles } from './typography'

export interface DeclarationSource {
  readonly policy: Policy
  readonly school: string
  readonly location: string
  readonly signer: RecordSigner
  readonly logHead: { readonly seq: number; readonly hash: string }
  readonly resourcesFolder: string
  readonly now: Date
}

const fieldName = 'Signer'

/** @throws `resources.missing`, `identity.foreign`, `identity.forgotten` */
export async function makeDeclaration(source: DeclarationSource): Promise<{ pdf: Uint8Array; pages: number }> {
  const { policy, school, location, signer, logHead, now } = source
  const { title, statements, agreement, source: origin, sourceDate } = policy.declaration
  const { flow, finish } = openDocument(
    { title, reference: null, about: 'Declaration', school, logHead, madeAt: now },
    source.resourcesFolder,
  )
  await flow.within('Sect', () => {
    flow.heading(1, title)
    statements.forEach((statement, at) => {
      flow.text(`${String(at + 1)}.  ${statement}`, styles.cell, { afterPt: 3 })
    })
    flow.gap(6)
    flow.text(agreement, styles.strong)
    flow.text(`${origin}, ${sourceDate}. Policy pack ${policy.version}.`, styles.note)
  })
  const { name, position, signature, wetSignature } = policy.forms.recordOfReview
  drawSignaturePanel(flow, { heading: 'Signed by', name, position, signature, wetSignature }, describePanel(signer, fieldName, now))
  const { pdf, pages } = await finish()
  const signed = await signByEach(pdf, [signer], [fieldName], { reason: agreement, location, signedAt: now })
  return { pdf: signed, pages }
}
