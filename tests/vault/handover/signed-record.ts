// A small record of review, signed.
import type { Member } from '../keys/school'

export async function makeSignedRecord(_signers: readonly Member[], _authorityPem: string, _at: Date): Promise<Uint8Array> {
  return Promise.resolve(Buffer.from('%PDF-1.7\n% placeholder\n%%EOF\n'))
}
