// A person in the room as a signer of documents: name and certificate on one side, the key that never leaves the Vault on the other.
import type { PersonSummary } from 'shared/parts'
import type { DocumentSigner } from './keys/cms'
import type { RoomKeeper } from './room-keeper'

export interface PersonSigning extends PersonSummary {
  readonly signer: DocumentSigner
}

/** @throws `room.absent` where the person is not signed in */
export function documentSignerOf(keeper: RoomKeeper, person: PersonSummary): PersonSigning {
  const { secret } = keeper.requireSignedIn(person.personId)
  const { keys } = keeper.findInDirectory(person.personId)
  return {
    ...person,
    signer: { secret, certificatePem: keys.documentCertificatePem, authorityPem: keeper.requireDirectory().authority.certificatePem },
  }
}
