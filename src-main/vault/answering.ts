// The Vault as one function: a question by name comes in, is parsed, answered by exactly one handler, and what goes back is parsed too.
// Runs the same inside the utility process and under plain Node.
import { contract, deskAsks, type DeskAsk, type Intention, type VaultIntention } from 'shared/contract'
import { coded } from 'shared/errors'
import { deskPermissions, permissions } from 'shared/permissions'
import type { VaultQuestion } from 'shared/vault-port'
import type { z } from 'zod'
import { requirePermission } from './domain/gate'
import { afterClosingIntentions } from './intentions/after-closing-intentions'
import { backupIntentions } from './intentions/backup-intentions'
import { beforeOpeningIntentions } from './intentions/before-opening-intentions'
import { caseIntentions } from './intentions/case-intentions'
import { declarationIntentions } from './intentions/declaration-intentions'
import { conflictIntentions } from './intentions/conflict-intentions'
import { decisionIntentions } from './intentions/decision-intentions'
import { followUpIntentions } from './intentions/follow-up-intentions'
import { governorsIntentions } from './intentions/governors-intentions'
import { incidentIntentions } from './intentions/incident-intentions'
import { disposalIntentions } from './intentions/disposal-intentions'
import { haltAsks, haltIntentions } from './intentions/halt-intentions'
import type { DeskHandlers, Handlers } from './intentions/handler'
import { knownListAsks, knownListIntentions } from './intentions/known-list-intentions'
import { paperIntentions } from './intentions/paper-intentions'
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
  ...knownListIntentions,
  ...decisionIntentions,
  ...afterClosingIntentions,
  ...followUpIntentions,
  ...conflictIntentions,
  ...paperIntentions,
  ...incidentIntentions,
  ...governorsIntentions,
  ...backupIntentions,
  ...disposalIntentions,
}

/**
 * What looks, waits for the disk or a passphrase, and then changes what it looked at: one at a time, whatever the Face says at once. Two
 * cases begun in the same moment would otherwise take the same number, and the second's keys the place of the first's.
 */
const inTurn: ReadonlySet<VaultIntention> = new Set([
  'school.found',
  'person.enrol',
  'case.start',
  'case.open',
  'case.authorise',
  'case.change-holders',
  'conflict.record',
  'case.dispose',
  'backup.restore',
])

export const deskHandlers: DeskHandlers = { ...reviewAsks, ...haltAsks, ...knownListAsks }

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
  const { input: inputShape, output } = contract[name]
  const answerNow = async (): Promise<unknown> => {
    requirePermission(permissions[name], keeper.room, keeper.declarationDue)
    const handler = handlers[name] as (keeper: RoomKeeper, input: unknown) => unknown
    return output.parse(await handler(keeper, parseInput(inputShape, input)))
  }
  return inTurn.has(name) ? keeper.inTurn(answerNow) : answerNow()
}

async function answerDesk(keeper: RoomKeeper, name: string, input: unknown): Promise<unknown> {
  if (!isDeskAsk(name)) throw coded('intention.unknown', 'Incident Room does not know this request.')
  requirePermission(deskPermissions[name], keeper.room, keeper.declarationDue)
  const { input: inputShape, output } = deskAsks[name]
  const handler = deskHandlers[name] as (keeper: RoomKeeper, input: unknown) => unknown
  return output.parse(await handler(keeper, parseInput(inputShape, input)))
}

/** @throws `input.invalid` */
function parseInput(shape: z.ZodType, input: unknown): unknown {
  const parsed = shape.safeParse(input)
  if (!parsed.success)
    throw coded('input.invalid', 'Something that was filled in is missing or not as expected. Check your answers and try again.')
  return writeWell(parsed.data)
}

/**
 * A half of a surrogate pair, as a hostile page can have in its title, is no text that a log, a certificate or a document can hold: it is
 * written as U+FFFD, the sign for what could not be read.
 */
function writeWell(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd')
  if (Array.isArray(value)) return value.map(writeWell)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, writeWell(inner)]))
}

function isVaultIntention(name: unknown): name is VaultIntention {
  return typeof name === 'string' && Object.hasOwn(contract, name) && contract[name as Intention].at === 'vault'
}

function isDeskAsk(name: unknown): name is DeskAsk {
  return typeof name === 'string' && Object.hasOwn(deskAsks, name)
}
