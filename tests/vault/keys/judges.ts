// Outside judges: the stock tools that an officer or a school's technician would use, given files in a folder of their own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Verdict = { ok: boolean; output: string; bytes: Buffer }

/** Runs `program` in a fresh folder that holds `files`. */
export function ask(program: string, args: string[], files: Record<string, string | Uint8Array>): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, timeout: 15_000 })
    if (error) throw error
    return { ok: status === 0, output: `${stdout.toString()}${stderr.toString()}`, bytes: stdout }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
