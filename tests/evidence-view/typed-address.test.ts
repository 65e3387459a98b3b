// What a person types and what is opened: web addresses only, exactly, never by guessing a scheme away.
import fc from 'fast-check'
import { CodedError } from 'shared/errors'
import { describe, expect, it } from 'vitest'
import { readTypedAddress, withoutFragment } from '../../src-main/evidence-view/addresses'

const codeOf = (typed: string): string => {
  try {
    readTypedAddress(typed)
    return 'opened'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe('an address that somebody typed', () => {
  it.each([
    ['forum.example.org/thread/1', 'https://forum.example.org/thread/1'],
    [' http://example.org ', 'http://example.org/'],
    ['HTTPS://Example.ORG/A', 'https://example.org/A'],
    ['127.0.0.1:8080', 'https://127.0.0.1:8080/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['http://xn--e1awd7f.example/', 'http://xn--e1awd7f.example/'],
  ])('%s opens %s', (typed, expected) => {
    expect(readTypedAddress(typed)).toBe(expected)
  })

  it.each([
    ['file:///etc/passwd', 'address.scheme'],
    ['javascript:alert(1)', 'address.scheme'],
    ['data:text/html,x', 'address.scheme'],
    ['view-source:https://example.org', 'address.scheme'],
    ['chrome://settings', 'address.scheme'],
    ['about:blank', 'address.scheme'],
    ['ftp://example.org', 'address.scheme'],
    ['mailto:someone@example.org', 'address.scheme'],
    ['app://incident-room/', 'address.scheme'],
    ['ws://example.org', 'address.scheme'],
    ['http://[::1', 'address.malformed'],
    ['two words', 'address.malformed'],
    ['', 'address.malformed'],
    ['http://', 'address.malformed'],
    ['https://user:secret@example.org/', 'address.credentials'],
  ])('%s is refused: %s', (typed, code) => {
    expect(codeOf(typed)).toBe(code)
  })

  it('opens nothing but http and https, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.tuple(fc.constantFrom('file:', 'data:', 'blob:', 'about:', 'JavaScript:'), fc.string()).map((parts) => parts.join('')),
        ),
        (typed) => {
          const code = codeOf(typed)
          if (code === 'opened') expect(new URL(readTypedAddress(typed)).protocol).toMatch(/^https?:$/)
        },
      ),
    )
  })
})

it('knows that a fragment does not make another request', () => {
  expect(withoutFragment('https://example.org/a#b#c')).toBe('https://example.org/a')
  expect(withoutFragment('https://example.org/a')).toBe('https://example.org/a')
})
