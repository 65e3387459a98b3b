// How long two people wait for their case after the second of them has entered the passphrase.
import { foundSchool, signInPair, startCase, startInvestigation } from '../tests/vault/investigation'
import { median, percentile, timed } from './figure'
import type { Measure } from './figure'

export const measure: Measure = async ({ isFull }) => {
  const line = await startInvestigation()
  try {
    await foundSchool(line)
    await signInPair(line)
    const { caseId } = await startCase(line)
    const unlocks: number[] = []
    const passphrases: number[] = []
    for (let round = 0; round < (isFull ? 60 : 20); round += 1) {
      await line.ask('session.sign-out', {})
      // A person who signs in is one passphrase checked and nothing else: what both of them cannot be spared.
      passphrases.push((await timed(() => line.signIn('amina', 'pair'))).millis)
      const { millis } = await timed(async () => {
        await line.signIn('tom', 'pair')
        await line.ask('case.open', { caseId })
      })
      unlocks.push(millis)
    }
    return [
      { name: 'Unlock by two, after the second passphrase: p95', value: percentile(unlocks, 95), unit: 'ms', goal: 300 },
      { name: 'Unlock by two: p50', value: median(unlocks), unit: 'ms', goal: null },
      { name: 'Unlock ÷ one sign-in alone: p50', value: median(unlocks) / median(passphrases), unit: '×', goal: null },
    ]
  } finally {
    await line.stop()
  }
}
