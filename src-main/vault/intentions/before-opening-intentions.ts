// Triage, authorisation and the computer check, as the Vault answers them.
import { haltInForce } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseFact } from 'shared/events'
import { dealCaseKey, keysOfPresent } from '../case-key-dealing'
import { identifyComputer } from '../computer'
import { decideAuthorisation, decideComputerCheck, decideTriage } from '../domain/before-opening'
import { requirePair } from '../domain/room'
import { writeHaltMarker } from '../halt-marker-file'
import { withPeople } from '../keys/key-epoch'
import { sidecarPathOf, writeSidecar } from '../keys/sidecar'
import { casePath } from '../places'
import { summarise } from '../room-keeper'
import { recordInCase, viewCase, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const beforeOpeningIntentions = {
  async 'triage.answer'(keeper, { both, ...answer }) {
    keeper.confirmBoth(both)
    const { state, caseId, reference } = keeper.requireOpenCase()
    const now = new Date()
    const facts = decideTriage(state, answer, now)
    if (answer.suspectedIllegal)
      await writeHaltMarker(keeper.places, {
        format: 'incident-room/halt',
        version: 1,
        caseId,
        reference,
        haltedAt: now.toISOString(),
        cause: 'triage',
        categoryId: null,
      })
    recordInCase(keeper, facts)
    keeper.noteCase(keeper.requireOpenCase().state)
    if (haltInForce(keeper.requireOpenCase().state)) await tellEverybody(keeper)
    return viewCase(keeper)
  },

  async 'case.authorise'(keeper, { authoriserId, passphrase, alsoMayOpen, ...said }) {
    const pair = requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    const authoriser = summarise(keeper.findInDirectory(authoriserId))
    const others = alsoMayOpen.map((personId) => summarise(keeper.findActive(personId)))
    const decide = () => decideAuthorisation(openCase.state, { ...said, alsoMayOpen: others }, authoriser, [pair.first, pair.second])
    const [authorised] = decide()
    if (authorised?.type !== 'case.authorised') throw coded('internal', 'The authorisation could not be made. Try again.')
    const secret = await keeper.openPerson(authoriserId, passphrase)
    try {
      const { holders } = authorised.body
      let dealt: CaseFact[] = []
      if (holders.length > 2) {
        const newest = openCase.sidecar.epochs.at(-1)
        const epoch = (newest?.epoch ?? 0) + 1
        const context = withPeople(openCase.sidecar, keysOfPresent(keeper))
        const deal = await openCase.lendKey((caseKey) => dealCaseKey(keeper, context, { epoch, caseKey, holders }))
        // The same key, dealt to more people: nobody lost access, so the file is not re-keyed and the old shares are simply replaced.
        const sidecar = { ...context, epochs: [deal.epoch] }
        await writeSidecar(sidecarPathOf(casePath(keeper.places, openCase.reference)), sidecar)
        openCase.sidecar = sidecar
        dealt = deal.facts
      }
      const isThird = !keeper.signers.some((one) => one.personId === secret.personId)
      openCase.record([...decide(), ...dealt], isThird ? [...keeper.signers, secret] : keeper.signers)
    } finally {
      secret.forget()
    }
    keeper.notify({ name: 'log.grew', body: { seq: openCase.state.head.seq } })
    return viewCase(keeper)
  },

  async 'computer.check'(keeper, { reason, both }) {
    keeper.confirmBoth(both)
    const seen = { ...(await identifyComputer()), location: keeper.requireDirectory().computer.location }
    const { replacement } = keeper.school.state
    recordInCase(keeper, decideComputerCheck(keeper.requireOpenCase().state, seen, reason, replacement))
    return viewCase(keeper)
  },
} satisfies Partial<Handlers>
