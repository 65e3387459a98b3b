// The Vault as one function: a question by name comes in, is parsed, answered by exactly one handler, and what goes back is parsed too.
// Runs the same inside the utility process and under plain Node.
import { contract, deskAsks, type DeskAsk, type Intention, type VaultIntention } from 'shared/contract'
import { coded } from 'shared/errors'
import { deskPermissions, permissions } from 'shared/permissions'
import type { VaultQuestion } from 'shared/vault-port'
import { requirePermission } from './domain/gate'
import { afterClosingIntentions } from './intentions/after-closing-intentions'
import { beforeOpeningIntentions } from './intentions/before-opening-intentions'
import { caseIntentions } from './intentions/case-intentions'
import { declarationIntentions } from './intentions/declaration-intentions'
import { decisionIntentions } from './intentions/decision-intentions'
import { haltAsks, haltIntentions } from './intentions/halt-intentions'
import type { DeskHandlers, Handlers } from './intentions/handler'
import { holderIntentions } from './intentions/holder-intentions'
import { peopleIntentions } from './intentions/people-intentions'
import { recoveryIntentions } from './intentions/recovery-intentions'
import { standingIntentions } from './intentions/standing-intentions'
import { reviewAsks, reviewIntentions } from './intentions/review-intentions'
import { RoomKeeper, type VaultSettings } from './room-keeper'

/** Every intention of the Vault has exactly one handler: the compiler says so here, a test says so at run time. */
export const handlers: Handlers = {
  ...peopleIntentions,
  ...standingIntentions,
  ...declarationIntentions,
  ...recoveryIntentions,
  ...caseIntentions,
  ...beforeOpeningIntentions,
  ...holderIntentions,
  ...reviewIntentions,
  ...haltIntentions,
  ...decisionIntentions,
  ...afterClosingIntentions,
}

export const deskHandlers: DeskHandlers = { ...reviewAsks, ...haltAsks }

export interface Vault {
  /** @throws a coded error; anything else is told without its details */
  answer(question: Pick<VaultQuestion, 'from' | 'name' | 'input'>): Promise<unknown>
  /** Leaves what is open and forgets every key. */
  close(): void
}

/** Opens the Vault over a data folder. */
export async function openVault(settings: VaultSettings): Promise<Vault> {
  const keeper = new RoomKeeper(settings)
  await keeper.loadDirectory()
  return {
    async answer({ from, name, input }) {
      return from === 'face' ? answerFace(keeper, name, input) : answerDesk(keeper, name, input)
    },
    close() {
      keeper.empty('quit')
    },
  }
}

async function answerFace(keeper: RoomKeeper, name: string, input: unknown): Promise<unknown> {
  if (!isVaultIntention(name)) throw coded('intention.unknown', 'Incident Room does not know this request.')
  requirePermission(permissions[name], keeper.room)
  const { input: inputShape, output } = contract[name]
  const parsed = inputShape.safeParse(input)
  if (!parsed.success)
    throw coded('input.invalid', 'Something that was filled in is missing or not as expected. Check your answers and try again.')
  const handler = handlers[name] as (keeper: RoomKeeper, input: unknown) => unknown
  return output.parse(await handler(keeper, parsed.data))
}

async function answerDesk(keeper: RoomKeeper, name: string, input: unknown): Promise<unknown> {
  if (!isDeskAsk(name)) throw coded('intention.unknown', 'Incident Room does not know this request.')
  requirePermission(deskPermissions[name], keeper.room)
  const { input: inputShape, output } = deskAsks[name]
  const handler = deskHandlers[name] as (keeper: RoomKeeper, input: unknown) => unknown
  return output.parse(await handler(keeper, inputShape.parse(input)))
}

function isVaultIntention(name: string): name is VaultIntention {
  return Object.hasOwn(contract, name) && contract[name as Intention].at === 'vault'
}

function isDeskAsk(name: string): name is DeskAsk {
  return Object.hasOwn(deskAsks, name)
}
