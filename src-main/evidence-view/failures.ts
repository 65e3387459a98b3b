// What Chromium's network errors mean to the two people in front of the screen, and what they can do.

export interface Failure {
  /** Chromium's own name such as `net::ERR_NAME_NOT_RESOLVED`, or one of ours in lower case. */
  readonly code: string
  readonly sentence: string
}

const sentences: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [
    /NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_/,
    'No such site could be found. Check the spelling of the address, then this computer’s connection.',
  ],
  [
    /INTERNET_DISCONNECTED|NETWORK_CHANGED|ADDRESS_UNREACHABLE/,
    'This computer could not reach the internet. Check its connection and try again.',
  ],
  [/CONNECTION_REFUSED/, 'The site refused the connection. It may be switched off, or the address may be wrong.'],
  [/CONNECTION_TIMED_OUT|TIMED_OUT/, 'The site did not answer. Try again later.'],
  [/CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED/, 'The site hung up before it had answered. Try again.'],
  [
    /CERT_DATE_INVALID/,
    'The site’s certificate has expired or is not valid yet, so nobody can tell whose site it is. The page is not shown.',
  ],
  [
    /CERT_COMMON_NAME_INVALID/,
    'The site’s certificate was made out to another name, so nobody can tell whose site it is. The page is not shown.',
  ],
  [/CERT_AUTHORITY_INVALID/, 'The site’s certificate was not issued by an authority that this computer trusts. The page is not shown.'],
  [/CERT_REVOKED/, 'The site’s certificate has been withdrawn. The page is not shown.'],
  [/CERT_|SSL_|BAD_SSL/, 'A secure connection to the site could not be made. The page is not shown.'],
  [/TOO_MANY_REDIRECTS/, 'The site kept on sending to another address, without end. Nothing was shown.'],
  [/UNSAFE_REDIRECT/, 'The site sent on to an address that is not on the web. It was not followed.'],
  [/BLOCKED_BY_CLIENT/, 'Incident Room refused to open this address.'],
  [/UNSAFE_PORT/, 'The address names a port that is not used for web pages. It was not opened.'],
  [/INVALID_RESPONSE|INVALID_HTTP|CONTENT_DECODING|HTTP2_|QUIC_|RESPONSE_HEADERS/, 'The site’s answer could not be understood.'],
  [/ABORTED/, 'Loading ended before a page had arrived.'],
]

/**
 * Puts one of Chromium's network errors into words.
 * @param errorText e.g. `net::ERR_CONNECTION_REFUSED`
 */
export function describeNetworkError(errorText: string): Failure {
  const code = errorText.startsWith('net::') ? errorText : `net::${errorText}`
  const found = sentences.find(([pattern]) => pattern.test(code))
  return { code, sentence: found?.[1] ?? 'The page could not be loaded. Check the address and try again.' }
}

export const failures = {
  timedOut: (seconds: number): Failure => ({
    code: 'visit.timed-out',
    sentence: `The site had not answered with a page after ${String(seconds)} seconds. Loading was stopped. Try again later.`,
  }),
  unfinished: (seconds: number): Failure => ({
    code: 'visit.unfinished',
    sentence: `The page had not finished loading after ${String(seconds)} seconds. Loading was stopped; what had arrived is shown.`,
  }),
  halted: { code: 'visit.halted', sentence: 'The review was halted while this page was loading.' },
  crashed: {
    code: 'page.crashed',
    sentence: 'The page crashed. Nothing else is affected. Reload it, or open another address.',
  },
  memory: {
    code: 'page.too-large',
    sentence: 'The page used more memory than one page may, so it was ended. Nothing else is affected. Open another address.',
  },
  insideNetwork: (where: string): Failure => ({
    code: 'visit.private-address',
    sentence: `The page led to ${where}, inside this computer’s own network. It was not opened. It is opened only if both of you say so.`,
  }),
  left: { code: 'page.left', sentence: 'The page went away and left an empty one behind. Go back, or open another address.' },
  closed: { code: 'view.closed', sentence: 'The page closed its own view. Open an address to go on.' },
  download: (fileName: string): Failure => ({
    code: 'visit.download',
    sentence: `The address answered with a file to download (${fileName}), not with a page. Downloads are refused; nothing was stored.`,
  }),
} as const
