import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePassphrase, requireStrongPassphrase } from '../../../src-main/vault/keys/passphrase-strength'
import { codeOf } from './school'

const about = ['Larkfield School', 'Rita Okafor', 'Headteacher']

describe('a passphrase', () => {
  it.each([
    'a kettle under the stairs',
    'seven grey herons at noon',
    'zażółć gęślą jaźń',
    '雨の日の静かな図書館の窓',
    'k7dm-xw3q-9fhj-cd24',
  ])('such as "%s" is accepted', async (passphrase) => {
    expect(await judgePassphrase(passphrase, about)).toMatchObject({ acceptable: true, advice: [] })
    await requireStrongPassphrase(passphrase, about)
  })

  it.each([
    ['short', 'at least 12 characters'],
    ['aaaabbbbaaaabbbb', 'same few characters'],
    ['password12345', 'commonly used'],
    ['qwertyuiopasdfgh', 'commonly used'],
    ['letmein letmein letmein', 'Repeated'],
    ['Rita Okafor Headteacher', 'guessed early'],
    ['Larkfield School 2026', 'connect with you'],
    ['Summer2026!!!', 'guessed early'],
  ])('such as "%s" is refused, with words that say why: %s', async (passphrase, why) => {
    const judged = await judgePassphrase(passphrase, about)
    expect(judged.acceptable).toBe(false)
    expect(judged.sentence).toContain(why)
    expect(judged.sentence).toMatch(/^[A-Z].*\.$/)
    expect(await codeOf(() => requireStrongPassphrase(passphrase, about))).toBe('passphrase.weak')
  })

  it('is judged alike however its accents are spelt', async () => {
    const composed = 'žluťoučký kůň úpěl'
    expect(await judgePassphrase(composed.normalize('NFD'), [])).toEqual(await judgePassphrase(composed.normalize('NFC'), []))
  })

  it('is never in what is said about it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[xyzqj]{4,20}$/), async (passphrase) => {
        const judged = await judgePassphrase(passphrase, [])
        expect(JSON.stringify(judged)).not.toContain(passphrase)
      }),
      { numRuns: 50 },
    )
  })

  it('is judged quickly enough for every key pressed, however long and whatever is in it', async () => {
    await judgePassphrase('the word lists are loaded', [])
    const long = ['a😀'.repeat(300), 'p@ssw0rd'.repeat(100), '🏴󠁧󠁢󠁥󠁮󠁧󠁿 seven herons '.repeat(60), 'x'.repeat(1_000)]
    for (const passphrase of long) {
      const startedMs = performance.now()
      await judgePassphrase(passphrase, about)
      expect(performance.now() - startedMs, passphrase.slice(0, 20)).toBeLessThan(2_000)
    }
  })
})
