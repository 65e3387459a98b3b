// Papers beside the record of review, and the acceptable-use declaration on paper, as the Vault answers them.
import { londonDate } from 'shared/london-time'
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

  /** The declaration of the policy on paper, signed by whoever is there and asks; accepting it is `declaration.accept`. */
  async 'declaration.print'(keeper, act) {
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
    return saveExport(keeper.places, 'declarations', `declaration-${londonDate(new Date())}`, 'pdf', pdf)
  },
} satisfies Partial<Handlers>

/** @throws `both.missing` where somebody in the room has not acted; `pin.wrong`, `pin.locked` */
function confirm(keeper: RoomKeeper, personId: PersonId, acts: readonly { personId: PersonId; pin: string }[]): void {
  const act = acts.find((candidate) => candidate.personId === personId)
  if (!act) throw coded('both.missing', 'Everybody who is signed in signs this paper, each with their own PIN.')
  keeper.confirmOne(personId, act.pin)
}
