// A conflict of interest that shows after the case was opened, as the Vault answers it: recorded by the two who are there, the key dealt
// anew without the one who leaves, and everybody out.
import { putOnRecord } from '../arrival'
import { requireImpartial } from '../domain/before-opening'
import { decideConflict, findHoldersAfter } from '../domain/conflict'
import { requireNotClosed } from '../domain/requirements'
import { requirePair } from '../domain/room'
import { requireActive } from '../domain/school'
import { dealToHolders } from '../key-holders'
import { summarise } from '../room-keeper'
import { recordInCase, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const conflictIntentions = {
  async 'conflict.record'(keeper, { leavingId, joiningId, statement, authoriserId, passphrase, act }) {
    const { first, second } = requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    requireNotClosed(openCase.state)
    const [leaving, joining, authoriser] = [leavingId, joiningId, authoriserId].map((id) => summarise(keeper.findInDirectory(id)))
    if (!leaving || !joining || !authoriser) return keeper.tellRoom()
    const said = { leaving, joining, authoriser, statement }
    const facts = decideConflict([first, second], said)
    requireActive(keeper.school.state, [joining, authoriser])
    requireImpartial(openCase.state, [joining, authoriser])
    keeper.confirmOne(act.personId, act.pin)
    const secret = await keeper.openPerson(authoriserId, passphrase)
    try {
      const before = openCase.sidecar.epochs.at(-1)?.shares.map(({ holderId }) => holderId) ?? []
      await dealToHolders(keeper, openCase, findHoldersAfter(before, said))
      const isThird = !keeper.signers.some((one) => one.personId === secret.personId)
      const unknown = [joining, authoriser].filter((person, at, all) => {
        const isFirst = all.findIndex(({ personId }) => personId === person.personId) === at
        return isFirst && !openCase.findOnRecord(person.personId)
      })
      for (const { personId } of unknown) {
        const person = keeper.school.state.people.find((one) => one.personId === personId)
        if (person) recordInCase(keeper, [{ type: 'person.noted', body: { person: putOnRecord(person) } }])
      }
      openCase.record(facts, isThird ? [...keeper.signers, secret] : keeper.signers)
    } finally {
      secret.forget()
    }
    keeper.empty('left')
    return tellEverybody(keeper)
  },
} satisfies Partial<Handlers>
