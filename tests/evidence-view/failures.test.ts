import { expect, test } from 'vitest'
import { describeNetworkError } from '../../src-main/evidence-view/failures'

test.each([
  ['net::ERR_NAME_NOT_RESOLVED', /Check the spelling/],
  ['ERR_CONNECTION_REFUSED', /refused the connection/],
  ['net::ERR_CERT_DATE_INVALID', /expired/],
  ['net::ERR_CERT_COMMON_NAME_INVALID', /another name/],
  ['net::ERR_CERT_WEAK_KEY', /secure connection/],
  ['net::ERR_SSL_PROTOCOL_ERROR', /secure connection/],
  ['net::ERR_TOO_MANY_REDIRECTS', /without end/],
  ['net::ERR_SOMETHING_NEW', /could not be loaded/],
])('%s is put into a sentence that says what to make of it', (errorText, sentence) => {
  const failure = describeNetworkError(errorText)
  expect(failure.code).toMatch(/^net::ERR_/)
  expect(failure.sentence).toMatch(sentence)
})
