// Papers beside the record of review, and the declaration that each person signs, as the Vault answers them.
import { addMonths, londonDate } from 'shared/london-time'
import { coded } from 'shared/errors'
import type { PersonId } from 'shared/parts'
import { documentSignerOf } from '../document-signer'
import { makeCasePaper, titleOfPaper } from '../documents/case-papers'
import { makeDeclaration } from '../documents/declaration'
import { peopleIn } from '../domain/room'
import { saveExport } from '../exports'
import type { RoomKeeper } from '../room-keeper'
import { recordInCase, viewCase, type Handlers } from './handler'

export const paperIntentions = {
  async 'paper.save'(keeper, { kind, acts }) {
    const openCase = keeper.requireOpenCase()
    const people = peopleIn(keeper.room)
    for (const person of people) confirm(keeper, person.personId, acts)
    const { state, policy, reference } = openCase
    const { pdf, pages } = await makeCasePaper({
      kind,
      state,
      entries: () => openCase.file.entries({ limit: state.head.seq }),
      policy,
      signers: people.map((person) => documentSignerOf(keeper, person)),
      resourcesFolder: keeper.places.resources,
      now: new Date(),
    })
    if (keeper.openCase !== openCase) throw coded('case.left', 'The case was left before the paper was made. Open it and try again.')
    const saved = await saveExport(keeper.places, 'documents', `${reference}-${kind}`, 'pdf', pdf)
    const { sha256, sizeBytes } = saved
    const signedBy = people.map(({ personId }) => personId)
    recordInCase(keeper, [{ type: 'paper.made', body: { kind, title: titleOfPaper(kind), sha256, sizeBytes, pages, signedBy } }])
    return { ...saved, view: viewCase(keeper) }
  },

  'declaration.state': (keeper) => tellDeclarations(keeper),

  async 'declaration.sign'(keeper, act) {
    const person = peopleIn(keeper.room).find(({ personId }) => personId === act.personId)
    if (!person) throw coded('room.absent', 'This person is not signed in.')
    keeper.confirmOne(act.personId, act.pin)
    const { policy } = keeper.school.readPolicy()
    const directory = keeper.requireDirectory()
    const { pdf } = await makeDeclaration({
      policy,
      school: directory.name,
      location: directory.computer.location,
      signer: documentSignerOf(keeper, person),
      logHead: keeper.school.head,
      resourcesFolder: keeper.places.resources,
      now: new Date(),
    })
    const saved = await saveExport(keeper.places, 'declarations', `declaration-${londonDate(new Date())}`, 'pdf', pdf)
    keeper.recordInSchool({
      type: 'declaration.signed',
      body: { personId: person.personId, policyVersion: policy.version, sha256: saved.sha256 },
    })
    return { ...saved, state: tellDeclarations(keeper) }
  },
} satisfies Partial<Handlers>

/** @throws `both.missing` where somebody in the room has not acted; `pin.wrong`, `pin.locked` */
function confirm(keeper: RoomKeeper, personId: PersonId, acts: readonly { personId: PersonId; pin: string }[]): void {
  const act = acts.find((candidate) => candidate.personId === personId)
  if (!act) throw coded('both.missing', 'Everybody who is signed in signs this paper, each with their own PIN.')
  keeper.confirmOne(personId, act.pin)
}

/** The last declaration of each person, and whether it is time for another. */
function tellDeclarations(keeper: RoomKeeper) {
  const { policy } = keeper.school.readPolicy()
  const last = new Map(keeper.school.state.declarations.map((signed) => [signed.personId, signed]))
  return {
    declaration: policy.declaration,
    signed: [...last.values()].map(({ personId, at }) => {
      const until = addMonths(londonDate(new Date(at)), policy.declaration.everyMonths)
      return { personId, at, until, isDue: londonDate(new Date()) > until }
    }),
  }
}
