// The Vault in each of its situations, over copies of folders that were prepared once: what a random message changes is thrown away.
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Output, RoomState } from 'shared/contract'
import { openVault, type Vault } from '../../src-main/vault/answering'
import {
  decideAll,
  exampleUrl,
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  pins,
  signInPair,
  startInvestigation,
  visitPage,
  type Investigation,
  type Who,
} from '../vault/investigation'
import { collectSecrets } from './vault-secrets'

/** In memory where the system has such a folder: thousands of entries need not reach a disk. */
const quickFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export interface Situation {
  readonly secrets: readonly string[]
  /** Identifiers that lead somewhere in this room. */
  readonly ids: readonly string[]
  readonly vault: () => Vault
  readonly home: () => string
  /** Throws away what the messages did and stands where it stood. */
  readonly restore: () => Promise<void>
  readonly end: () => Promise<void>
}

interface Recipe {
  readonly prepare: (investigation: Investigation) => Promise<void>
  readonly people: readonly Who[]
  readonly purpose: 'pair' | 'alone'
  readonly opensCase: boolean
}

async function review(investigation: Investigation): Promise<void> {
  await foundSchool(investigation)
  await signInPair(investigation)
  await openReview(investigation)
  await keepPicture(investigation, await visitPage(investigation))
}

async function close(investigation: Investigation): Promise<void> {
  await review(investigation)
  await decideAll(investigation)
  await investigation.ask('case.close', { both: await investigation.both() })
}

/** Where a random message may arrive. */
export const recipes: Readonly<Record<string, Recipe>> = {
  'nothing founded': { prepare: () => Promise.resolve(), people: [], purpose: 'pair', opensCase: false },
  'nobody signed in': { prepare: review, people: [], purpose: 'pair', opensCase: false },
  'a pair at its review': { prepare: review, people: ['amina', 'tom'], purpose: 'pair', opensCase: true },
  halted: {
    prepare: async (investigation) => {
      await review(investigation)
      const visitId = await visitPage(investigation)
      const act = {
        cause: 'button',
        categoryId: null,
        url: exampleUrl,
        visitId,
        haltedAt: new Date().toISOString(),
        blankAfterMs: 3,
      } as const
      await investigation.askAsDesk('halt.record', act)
    },
    people: ['amina', 'tom'],
    purpose: 'pair',
    opensCase: true,
  },
  'closed, the DSL alone': { prepare: close, people: ['dsl'], purpose: 'alone', opensCase: true },
  'closed, the head alone': { prepare: close, people: ['head'], purpose: 'alone', opensCase: true },
}

export async function standIn({ prepare, people, purpose, opensCase }: Recipe): Promise<Situation> {
  const investigation = await startInvestigation()
  await prepare(investigation)
  const { people: everybody } = await investigation.ask('room.state', {})
  const personIds = everybody.map(({ personId }) => personId)
  const view = everybody.length === 0 ? null : await investigation.ask('case.view', {})
  const idOf = Object.fromEntries(
    everybody.length === 0 ? [] : await Promise.all(people.map(async (who) => [who, await investigation.personId(who)] as const)),
  ) as Partial<Record<Who, (typeof personIds)[number]>>
  investigation.close()
  const secrets = await collectSecrets(investigation.home)
  let home = ''
  let vault: Vault | undefined

  const enter = async (): Promise<void> => {
    home = await mkdtemp(join(quickFolder, 'incident-room-random-'))
    await cp(investigation.home, home, { recursive: true })
    const opened = await openVault({
      places: { home, exports: join(home, 'exports'), resources: resolve('resources') },
      version: 'test',
      notify: () => undefined,
    })
    const say = (name: string, input: unknown): Promise<unknown> => opened.answer({ from: 'face', name: name as 'room.state', input })
    for (const who of people) {
      const [personId, pin] = [idOf[who], pins[who]]
      const { declarationDue } = (await say('session.sign-in', { personId, passphrase: passphrases[who], pin, purpose })) as RoomState
      if (!declarationDue.some((due) => due === personId)) continue
      const { textHash } = (await say('declaration.read', {})) as Output<'declaration.read'>
      await say('declaration.accept', { personId, pin, textHash })
    }
    if (opensCase) await say('case.open', { caseId: view?.caseId })
    vault = opened
  }
  const leave = async (): Promise<void> => {
    vault?.close()
    if (home !== '') await rm(home, { recursive: true, force: true })
  }
  await enter()
  return {
    secrets,
    ids: [
      ...personIds,
      ...(view
        ? [view.caseId, ...view.state.visits.map(({ visitId }) => visitId), ...view.state.documents.map((one) => one.documentId)]
        : []),
    ],
    vault: () => {
      if (!vault) throw new Error('the room was left')
      return vault
    },
    home: () => home,
    restore: async () => {
      await leave()
      await enter()
    },
    end: async () => {
      await leave()
      await rm(investigation.home, { recursive: true, force: true })
    },
  }
}
