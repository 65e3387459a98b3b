// How the set-up speaks: one calm line for each thing it does, and nothing about what is already in place.

/** @param {string} line what is being done now */
export function say(line) {
  process.stdout.write(`  ${line}\n`)
}

/** A failure of the set-up that the reader can act on; told without a stack. */
export class SetupError extends Error {}

/**
 * Runs the top of a script: a SetupError is told as one line, anything else with its stack; both end with exit code 1.
 * @param {() => Promise<number>} script answers the exit code
 */
export async function runScript(script) {
  try {
    process.exitCode = await script()
  } catch (error) {
    const told = error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`\n${told ?? ''}\n`)
    process.exitCode = 1
  }
}
