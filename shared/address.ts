// What may be opened: web addresses and nothing else. A person types loosely; what is opened and recorded is exact.
import { coded } from './errors'

/**
 * Turns what somebody typed into the address that will be opened.
 * @returns a normalised http or https URL without user name or password
 * @throws `address.malformed`, `address.scheme`, `address.credentials`
 */
export function parseAddress(typed: string): string {
  const text = typed.trim()
  // "example.org/x" and "localhost:8080" have no scheme; "file:/x" and "javascript:x" have one and must not be read as a host.
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)
  const candidate = hasScheme ? text : `https://${text}`
  const url = URL.canParse(candidate) ? new URL(candidate) : null
  if (hasScheme && url?.protocol !== 'http:' && url?.protocol !== 'https:' && !/^https?:/i.test(text))
    throw coded('address.scheme', 'Only web pages can be opened here: an address that begins with http:// or https://. Check the address.')
  if (!url?.hostname || /\s/.test(text))
    throw coded(
      'address.malformed',
      'This is not an address that can be opened. Check it for spaces or missing parts, for example forum.example.org/page.',
    )
  if (url.username !== '' || url.password !== '')
    throw coded('address.credentials', 'The address holds a user name or a password. Remove what stands before the @ and try again.')
  return url.href
}
