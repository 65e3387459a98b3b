// Which addresses may be opened at all. Only the web is reviewed: everything else (files of this computer, scripts, inner pages of
// Chromium, other applications) is refused, however it is asked for.
import { coded } from 'shared/errors'

const webSchemes = new Set(['http:', 'https:'])

/** Whether an address belongs to the web. Anything that is not an address does not. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && webSchemes.has(new URL(address).protocol)
}

/** The part that is sent to a server: two addresses that differ only in their fragment are one request. */
export function withoutFragment(address: string): string {
  const hash = address.indexOf('#')
  return hash < 0 ? address : address.slice(0, hash)
}

/**
 * Reads an address as people type it: without a scheme, HTTPS is meant.
 * @returns the address in the form that Chromium uses
 * @throws `address.malformed`, `address.scheme` (anything but http and https), `address.credentials` (a user name or password in it)
 */
export function readTypedAddress(typed: string): string {
  const text = typed.trim()
  // `localhost:8080` is a host with a port, `mailto:someone` is a scheme.
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(text)
  const candidate = hasScheme ? text : `https://${text}`
  if (text === '' || /\s/.test(text) || !URL.canParse(candidate)) {
    throw coded(
      'address.malformed',
      'That is not an address that can be opened. Check it for missing dots, spaces or letters, and try again.',
    )
  }
  const url = new URL(candidate)
  if (!webSchemes.has(url.protocol)) {
    throw coded(
      'address.scheme',
      `Addresses that start with "${url.protocol}" are not opened here. Only web addresses (http and https) can be reviewed.`,
    )
  }
  if (url.username !== '' || url.password !== '') {
    throw coded('address.credentials', 'The address holds a user name or a password. Take out everything before the @ and try again.')
  }
  return url.href
}
