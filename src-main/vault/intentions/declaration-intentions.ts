// Showing the acceptable-use declaration and recording that a person has made it, by their own act and under their own signature.
import { hashDeclaration } from '../declaration-text'
import { requireSameWords } from '../domain/declaration'
import type { Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const declarationIntentions = {
  'declaration.read'(keeper) {
    const { policy, version } = keeper.school.readPolicy()
    const { title, lead, statements, agreement, source } = policy.declaration
    return { title, lead, statements, agreement, source, policyVersion: version, textHash: hashDeclaration(policy.declaration) }
  },

  async 'declaration.accept'(keeper, { personId, pin, textHash }) {
    const { secret } = keeper.requireSignedIn(personId)
    const { policy, version, hash } = keeper.school.readPolicy()
    requireSameWords(textHash, hashDeclaration(policy.declaration))
    keeper.confirmOne(personId, pin)
    const acceptedAt = keeper.now().toISOString()
    keeper.school.record([{ type: 'declaration.accepted', body: { personId, acceptedAt, textHash, policy: { version, hash } } }], [secret])
    keeper.noteDeclared(personId)
    return tellEverybody(keeper)
  },
} satisfies Partial<Handlers>
