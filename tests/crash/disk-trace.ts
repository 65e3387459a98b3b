// What a process asked of the disk, call by call, as strace saw it; and what the disk may hold when the power goes after any of the calls:
// everything that was flushed, and of the rest whatever the drive happened to have written, in any order, the last of it torn.
import { basename, dirname } from 'node:path'

/** One call that matters to the disk, or an acknowledgement on standard output. */
export type DiskCall =
  | { readonly kind: 'open'; readonly path: string; readonly isNew: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly path: string; readonly size: number }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'flush'; readonly path: string }
  | { readonly kind: 'said'; readonly text: string }

/** The calls that strace is to note; `-xx` writes every text as hex digits, so that none has to be unquoted. */
export const straceArguments = ['-f', '-xx', '-s', '1048576', '-e', 'trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink']

/** Reads a trace, keeping the calls on files in `folder` and what was said. */
export function readTrace(trace: string, folder: string): DiskCall[] {
  const paths = new Map<string, string>()
  return joinLines(trace).flatMap((line): DiskCall[] => {
    const [, name = '', args = '', answer = ''] = /^\d+ +(\w+)\((.*)\) += (-?\d+)/s.exec(line) ?? []
    if (answer.startsWith('-')) return []
    const texts = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => Buffer.from(hex.replaceAll('\\x', ''), 'hex'))
    const [text = Buffer.alloc(0)] = texts
    const numbers = args
      .replace(/"[^"]*"/g, '')
      .split(',')
      .map((part) => part.trim())
    if (name === 'openat') {
      const path = text.toString('utf8')
      paths.set(answer, path)
      return dirname(path) === folder ? [{ kind: 'open', path, isNew: args.includes('O_CREAT') }] : []
    }
    if (name === 'unlink') return dirname(text.toString('utf8')) === folder ? [{ kind: 'remove', path: text.toString('utf8') }] : []
    const [descriptor = ''] = numbers
    if (name === 'write') return descriptor === '1' ? [{ kind: 'said', text: text.toString('utf8') }] : []
    const path = paths.get(descriptor)
    if (path === undefined || (dirname(path) !== folder && path !== folder)) return []
    if (name === 'pwrite64') return [{ kind: 'write', path, at: Number(numbers[3]), bytes: text }]
    if (name === 'ftruncate') return [{ kind: 'cut', path, size: Number(numbers[1]) }]
    return [{ kind: 'flush', path }]
  })
}

/** strace breaks a call in two lines where another thread came in between. */
function joinLines(trace: string): string[] {
  const begun = new Map<string, string>()
  return trace.split('\n').flatMap((line) => {
    const [thread = ''] = line.split(' ', 1)
    if (line.endsWith('<unfinished ...>')) {
      begun.set(thread, line.replace(/ *<unfinished \.\.\.>$/, ''))
      return []
    }
    const [, end] = /<\.\.\. \w+ resumed>(.*)$/s.exec(line) ?? []
    return [end === undefined ? line : `${begun.get(thread) ?? ''}${end}`]
  })
}

type FileCall = Extract<DiskCall, { kind: 'write' | 'cut' }>

/** Files by name: what the disk holds. */
export type Disk = Map<string, Buffer>

const sectorBytes = 512

/**
 * What may be on the disk when the power goes after `calls`.
 * @param before what was there before the first call
 * @param chance a number from 0 up to 1, drawn anew at each use
 */
export function cutPower(before: Disk, calls: readonly DiskCall[], chance: () => number): Disk {
  const disk: Disk = new Map(before)
  const waiting = new Map<string, FileCall[]>()
  /** Files whose coming or going is not on the disk for certain before their folder is flushed. */
  const names = new Map<string, 'made' | 'removed'>()
  for (const call of calls) {
    if (call.kind === 'said') continue
    const name = basename(call.path)
    if (call.kind === 'open') {
      if (call.isNew && !disk.has(name)) {
        disk.set(name, Buffer.alloc(0))
        names.set(name, 'made')
      }
    } else if (call.kind === 'remove') {
      names.set(name, 'removed')
    } else if (call.kind === 'flush') {
      if (disk.has(name) || waiting.has(name)) {
        disk.set(name, (waiting.get(name) ?? []).reduce(applyCall, disk.get(name) ?? Buffer.alloc(0)))
        waiting.delete(name)
      } else {
        for (const [changed, how] of names) if (how === 'removed') disk.delete(changed)
        names.clear()
      }
    } else {
      waiting.set(name, [...(waiting.get(name) ?? []), call])
    }
  }
  for (const [name, pending] of waiting) {
    const written = shuffle(
      pending.filter(() => chance() < 0.5),
      chance,
    )
    disk.set(name, written.map((call) => tear(call, chance)).reduce(applyCall, disk.get(name) ?? Buffer.alloc(0)))
  }
  for (const [name, how] of names) if (how === 'removed' ? chance() < 0.5 : chance() < 0.2) disk.delete(name)
  return disk
}

function applyCall(content: Buffer, call: FileCall): Buffer {
  const size = call.kind === 'cut' ? call.size : Math.max(content.length, call.at + call.bytes.length)
  const changed = Buffer.alloc(size)
  content.copy(changed)
  if (call.kind === 'write') call.bytes.copy(changed, call.at)
  return changed
}

/** One write in four got only so many whole sectors to the disk. */
function tear(call: FileCall, chance: () => number): FileCall {
  if (call.kind === 'cut' || call.bytes.length <= sectorBytes || chance() > 0.25) return call
  const sectors = Math.floor((chance() * call.bytes.length) / sectorBytes)
  return { ...call, bytes: call.bytes.subarray(0, sectors * sectorBytes) }
}

function shuffle<T>(items: readonly T[], chance: () => number): T[] {
  return items
    .map((item) => ({ item, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
