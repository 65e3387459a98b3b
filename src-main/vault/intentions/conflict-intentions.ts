// A conflict of interest that shows after the case was opened, as the Vault answers it: recorded by the two who are there, the case given
// another key without the one who leaves, and everybody out.
import { requireImpartial } from '../domain/before-opening'
import { decideConflict, findHoldersAfter } from '../domain/conflict'
import { requireNotClosed } from '../domain/requirements'
import { requirePair } from '../domain/room'
import { summarise } from '../room-keeper'
import type { Handlers } from './handler'
import { noteNewcomers, rekey } from './holder-intentions'
import { tellEverybody } from './people-intentions'

export const conflictIntentions = {
  async 'conflict.record'(keeper, { leavingId, joiningId, statement, authoriserId, passphrase, act }) {
    const { first, second } = requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    requireNotClosed(openCase.state)
    const leaving = summarise(keeper.findInDirectory(leavingId))
    const joining = summarise(keeper.findActive(joiningId))
    const authoriser = summarise(keeper.findActive(authoriserId))
    const said = { leaving, joining, authoriser, statement }
    const before = openCase.sidecar.epochs.at(-1)?.shares.map(({ holderId }) => holderId) ?? []
    const holders = findHoldersAfter(before, said)
    const facts = decideConflict([first, second], said, holders)
    requireImpartial(openCase.state, [joining, authoriser])
    keeper.confirmOne(act.personId, act.pin)
    const secret = await keeper.openPerson(authoriserId, passphrase)
    try {
      const isThird = !keeper.signers.some((one) => one.personId === secret.personId)
      const signers = isThird ? [...keeper.signers, secret] : keeper.signers
      const known = noteNewcomers(keeper, openCase, [joiningId, authoriserId])
      await rekey(keeper, openCase, { holders, facts: [...known, ...facts], signers })
    } finally {
      secret.forget()
    }
    keeper.empty('left')
    return tellEverybody(keeper)
  },
} satisfies Partial<Handlers>
