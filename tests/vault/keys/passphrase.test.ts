import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPassphrase, passphraseBytes } from '../../../src-main/vault/keys/passphrase'
import { codeOf } from './school'

describe('checkPassphrase', () => {
  it.each(['', 'short', 'elevenchars', 'aaaaaaaaaaaaaaaa', 'abababababababab', '            ', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦'])(
    'refuses %j',
    async (passphrase) => {
      expect(await codeOf(() => checkPassphrase(passphrase))).toBe('passphrase.weak')
    },
  )

  it.each([
    'correct horse battery',
    'twelve chars',
    'пароль для школы',
    '学校の安全のための合言葉です',
    '🐎🔋📎🌳🏠🚗🎈🌧️⛵🧦🪑🔔'.repeat(16),
  ])('accepts %j', (passphrase) => {
    expect(() => checkPassphrase(passphrase)).not.toThrow()
  })

  it('counts characters as a person does, not code units', async () => {
    const eleven = '🐎🔋📎🌳🏠🚗🎈⛵🧦🪑🔔'
    expect(eleven.length).toBeGreaterThan(12)
    expect(await codeOf(() => checkPassphrase(eleven))).toBe('passphrase.weak')
  })
})

describe('passphraseBytes', () => {
  it('gives the same bytes for composed and decomposed spelling', () => {
    expect(passphraseBytes('caf\u00e9 \ufb01ne')).toEqual(passphraseBytes('cafe\u0301 fine'))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(passphraseBytes(text.normalize('NFD'))).toEqual(passphraseBytes(text.normalize('NFC')))
      }),
    )
  })
})
