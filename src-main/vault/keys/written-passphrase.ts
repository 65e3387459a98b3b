// A passphrase that a machine makes and people pass on by hand: that of a handover, read out over the telephone and typed into
// 7-Zip; that of a recovery kit, printed and kept in a safe for years.
import { randomInt } from 'node:crypto'

/** Small letters and digits that neither look nor sound in their line like another: no vowels (no words), no b/8, s/5, z/2, g/6, l/1, o/0. */
const alphabet = '23456789cdfhjkmnpqrtvwxy'
const groups = 6
const groupLength = 4

/**
 * Makes a passphrase of 24 random characters out of 24, in groups of four: `k7dm-...`, 110 bits. That much because zip's own
 * key derivation (PBKDF2 with 1,000 rounds of SHA-1) adds next to nothing. ASCII, so that every tool types the same bytes.
 */
export function makeWrittenPassphrase(): string {
  return Array.from({ length: groups }, makeGroup).join('-')
}

function makeGroup(): string {
  return Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}
