// The walls of the house, asserted by machine: which room may import which, and which packages it may use. A new folder
// is a new room, and has to be entered here with what it may reach.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listImports, listStrings } from './source-imports'

interface Room {
  /** The rooms that it may import besides itself. */
  reaches: string[]
  /** The packages that it may import; `node:*` is all of Node's own modules, `@scope/*` all of a scope. */
  packages: string[]
  /** Packages of which it may import types alone. */
  typesOf?: string[]
}

const vaultRooms = [
  'shared/',
  'src-main/vault/domain/',
  'src-main/vault/keys/',
  'src-main/vault/case-file/',
  'src-main/vault/school-file/',
  'src-main/vault/documents/',
  'src-main/vault/handover/',
]

/** By path: a file is in the room with the longest matching name. */
const rooms: Record<string, Room> = {
  'shared/': { reaches: [], packages: ['zod'] },
  'src-renderer/': { reaches: ['shared/'], packages: ['react', 'react-dom', 'govuk-frontend', '@fontsource/*'] },
  'src-main/main.ts': { reaches: ['shared/', 'src-main/desk/', 'src-main/evidence-view/'], packages: ['electron', 'node:*'] },
  'src-main/preload.ts': { reaches: ['shared/contract.ts'], packages: ['electron'] },
  // The Desk owns the window that the evidence view is put in, and drives it; the view knows nothing of the Desk.
  'src-main/desk/': { reaches: ['shared/', 'src-main/evidence-view/'], packages: ['electron', 'node:*', 'zod'] },
  'src-main/evidence-view/': { reaches: ['shared/'], packages: ['electron', 'puppeteer-core', 'node:*', 'zod'] },
  'src-main/vault/': {
    reaches: [...vaultRooms, 'src-main/vault/intentions/'],
    packages: ['node:*', 'systeminformation', 'zod'],
    typesOf: ['electron'],
  },
  // One file for each group of intentions: the entry's own work, in a folder because there are many.
  'src-main/vault/intentions/': { reaches: [...vaultRooms, 'src-main/vault/'], packages: ['node:*', 'zod'] },
  'src-main/vault/native-addon.ts': { reaches: [], packages: ['node:*'] },
  'src-main/vault/domain/': { reaches: ['shared/'], packages: [] },
  'src-main/vault/keys/': {
    reaches: ['shared/', 'src-main/vault/domain/'],
    packages: [
      'node:*',
      '@node-rs/argon2',
      '@zxcvbn-ts/*',
      'age-encryption',
      'asn1js',
      'canonicalize',
      'pkijs',
      'shamir-secret-sharing',
      'zod',
    ],
  },
  'src-main/vault/case-file/': {
    reaches: ['shared/', 'src-main/vault/domain/', 'src-main/vault/native-addon.ts'],
    packages: ['node:*', 'better-sqlite3-multiple-ciphers', 'canonicalize', 'zod'],
  },
  'src-main/vault/school-file/': {
    // The school's file is a log file of the same make as a case's; it reaches those two doors of the case file.
    reaches: [
      'shared/',
      'src-main/vault/domain/',
      'src-main/vault/native-addon.ts',
      'src-main/vault/keys/',
      'src-main/vault/case-file/log-file.ts',
      'src-main/vault/case-file/rekey.ts',
    ],
    packages: ['node:*', 'better-sqlite3-multiple-ciphers', 'canonicalize', 'zod'],
  },
  'src-main/vault/documents/': {
    reaches: ['shared/', 'src-main/vault/domain/', 'src-main/vault/keys/'],
    packages: ['node:*', 'asn1js', 'bidi-js', 'fontkit', 'linebreak', 'pdfkit', 'pkijs', 'sharp', 'zod'],
  },
  'src-main/vault/handover/': {
    reaches: ['shared/', 'src-main/vault/domain/', 'src-main/vault/keys/', 'src-main/vault/documents/', 'src-main/vault/case-file/'],
    packages: ['node:*', '@zip.js/zip.js', 'asn1js', 'pkijs', 'zod'],
  },
}

/** The folders that hold rooms and nothing else: a folder in them that is not in the table is a wall nobody has decided. */
const houses = ['.', 'src-main', 'src-main/vault']

/** What lies at the top level beside the rooms, and what tools leave there. */
const besideTheRooms = ['bench', 'docs', 'resources', 'scripts', 'src-main', 'tests']
const madeByTools = ['coverage', 'demo-output', 'dist', 'node_modules', 'out', 'test-results']

/** SQL is written in the rooms that own a database, and nowhere else. */
const roomsWithSql = ['src-main/vault/case-file/', 'src-main/vault/school-file/']
const sqlStatement =
  /^\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER|VIEW)|ALTER\s+TABLE|DROP\s+TABLE|PRAGMA\s+\w+|VACUUM\s+INTO)\b/is

const root = resolve(import.meta.dirname, '..')

/** Answers every breach of the table in one file, each as `file:line: what is wrong`. */
function findBreaches(path: string, text: string): string[] {
  const room = findRoom(path)
  if (room === undefined) return [`${path}: is in no room of the table`]
  const breaches: string[] = []
  for (const { specifier, isTypeOnly, line } of listImports(path, text)) {
    const wrong = specifier === undefined ? 'imports something that no machine can read' : judgeImport(path, room, specifier, isTypeOnly)
    if (wrong !== undefined) breaches.push(`${path}:${String(line)}: ${wrong}`)
  }
  if (!roomsWithSql.includes(room) && listStrings(path, text).some((string) => sqlStatement.test(string))) {
    breaches.push(`${path}: holds SQL, which belongs to ${roomsWithSql.join(' and ')}`)
  }
  return breaches
}

function judgeImport(path: string, room: string, specifier: string, isTypeOnly: boolean): string | undefined {
  const { reaches, packages, typesOf = [] } = rooms[room] ?? { reaches: [], packages: [] }
  const isOurs = specifier.startsWith('.') || specifier.startsWith('shared/')
  if (!isOurs) {
    const allowed = isTypeOnly ? [...packages, ...typesOf] : packages
    return allowed.some((name) => matchesPackage(specifier, name)) ? undefined : `${room} may not use ${specifier}`
  }
  const target = specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier
  const file = sourceFileOf(target)
  const targetRoom = findRoom(file)
  if (targetRoom === room || reaches.includes(file)) return undefined
  return targetRoom !== undefined && reaches.includes(targetRoom) ? undefined : `${room} may not reach ${file}`
}

function matchesPackage(specifier: string, name: string): boolean {
  if (name.endsWith('*')) return specifier.startsWith(name.slice(0, -1))
  return specifier === name || specifier.startsWith(`${name}/`)
}

/** The file a path without ending stands for. */
function sourceFileOf(path: string): string {
  return ['.ts', '.tsx'].map((ending) => path + ending).find((candidate) => existsSync(join(root, candidate))) ?? path
}

function findRoom(path: string): string | undefined {
  return Object.keys(rooms)
    .filter((name) => (name.endsWith('/') ? path.startsWith(name) : path === name))
    .sort((a, b) => b.length - a.length)[0]
}

/** Every source file under a room's folder, as paths from the top with forward slashes. */
function listSources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.(ts|tsx|js|mjs|cjs|jsx)$/.test(path))
}

const sources = ['shared', 'src-renderer', 'src-main'].flatMap(listSources)

describe('the layers', () => {
  it('finds source files to look at', () => {
    expect(sources).toContain('shared/errors.ts')
    expect(sources).toContain('src-main/vault/native-addon.ts')
  })

  it('are kept by every import of every file', () => {
    const breaches = sources.flatMap((path) => findBreaches(path, readFileSync(join(root, path), 'utf8')))
    expect(breaches).toEqual([])
  })

  it.each(houses)('know every folder in %s', (house) => {
    if (!existsSync(join(root, house))) return
    const folders = readdirSync(join(root, house)).filter(
      (name) => statSync(join(root, house, name)).isDirectory() && !name.startsWith('.'),
    )
    const known = [...besideTheRooms, ...madeByTools].map((name) => posix.join('.', name))
    const unknown = folders.map((name) => posix.join(house, name)).filter((path) => !known.includes(path) && !(`${path}/` in rooms))
    expect(unknown).toEqual([])
  })

  it('reach only rooms that are in the table', () => {
    const named = Object.values(rooms).flatMap((room) => room.reaches)
    expect(named.filter((name) => findRoom(name) === undefined)).toEqual([])
  })

  it.each([
    ['src-main/vault/domain/case.ts', "import { app } from 'electron'", 'may not use electron'],
    ['src-main/vault/domain/case.ts', "import type { App } from 'electron'", 'may not use electron'],
    ['src-main/vault/domain/case.ts', "import { shares } from '../keys/shares'", 'may not reach src-main/vault/keys/shares'],
    ['src-main/vault/keys/shares.ts', "export * from '../case-file/open'", 'may not reach src-main/vault/case-file/open'],
    ['src-main/vault/keys/shares.ts', "const { app } = await import('electron')", 'may not use electron'],
    ['src-main/vault/keys/shares.ts', "const electron = require('electron')", 'may not use electron'],
    ['src-main/vault/keys/shares.ts', "let x: import('electron').App", 'may not use electron'],
    ['src-main/vault/keys/shares.ts', 'await import(`${name}`)', 'no machine can read'],
    ['src-main/vault/vault.ts', "import { utilityProcess } from 'electron'", 'may not use electron'],
    [
      'src-main/vault/documents/form.ts',
      "import { createRequire } from 'node:module'; createRequire(here)('electron')",
      'may not use electron',
    ],
    ['src-main/desk/halt.ts', "import { decide } from '../vault/domain/case'", 'may not reach src-main/vault/domain/case'],
    ['src-main/preload.ts', "import { coded } from 'shared/errors'", 'may not reach shared/errors.ts'],
    ['src-renderer/screens/sign-in.tsx', "import { readFile } from 'node:fs'", 'may not use node:fs'],
    ['src-renderer/screens/sign-in.tsx', "import { x } from '../../src-main/desk/x'", 'may not reach src-main/desk/x'],
    ['shared/errors.ts', "import React from 'react'", 'may not use react'],
    ['src-main/desk/halt.ts', "const q = 'SELECT seq FROM events'", 'holds SQL'],
    ['src-main/cellar/wine.ts', '', 'is in no room'],
  ])('would tell that %s breaks them with: %s', (path, text, wrong) => {
    const breaches = findBreaches(path, text)
    expect(breaches).toHaveLength(1)
    expect(breaches[0]).toContain(wrong)
  })

  it.each([
    ['src-main/vault/vault.ts', "import type { ParentPort } from 'electron'"],
    ['src-main/vault/handover/bag.ts', "import { sign } from '../documents/sign'"],
    ['src-main/vault/case-file/open.ts', "const q = 'SELECT seq FROM events'"],
    ['src-main/preload.ts', "import { contract } from 'shared/contract'"],
    ['src-renderer/face.tsx', "import { createRoot } from 'react-dom/client'"],
  ])('let %s say: %s', (path, text) => {
    expect(findBreaches(path, text)).toEqual([])
  })
})
