// The shape of what answers an intention: the keeper of the room, the parsed input, and the output that the contract promises.
import type { CaseView, DeskAsk, deskAsks, Intention, Output, ParsedInput, VaultIntention } from 'shared/contract'
import type { CaseFact } from 'shared/events'
import type { z } from 'zod'
import type { NewBlob } from '../case-file/log-file'
import type { RoomKeeper } from '../room-keeper'

export type Handler<I extends Intention> = (keeper: RoomKeeper, input: ParsedInput<I>) => Output<I> | Promise<Output<I>>
export type Handlers = { readonly [I in VaultIntention]: Handler<I> }

type DeskInput<A extends DeskAsk> = z.output<(typeof deskAsks)[A]['input']>
type DeskOutput<A extends DeskAsk> = z.output<(typeof deskAsks)[A]['output']>
export type DeskHandlers = { readonly [A in DeskAsk]: (keeper: RoomKeeper, input: DeskInput<A>) => DeskOutput<A> | Promise<DeskOutput<A>> }

/** The open case as the Face shows it. @throws `case.none` */
export function viewCase(keeper: RoomKeeper): CaseView {
  const { caseId, state, policy } = keeper.requireOpenCase()
  return { caseId, state, policy }
}

/** Records facts in the open case, signed by everybody present, and tells the Face that the log grew. */
export function recordInCase(keeper: RoomKeeper, facts: readonly CaseFact[], blobs: readonly NewBlob[] = []): void {
  const openCase = keeper.requireOpenCase()
  openCase.record(facts, keeper.signers, blobs)
  keeper.notify({ name: 'log.grew', body: { seq: openCase.state.head.seq } })
}
