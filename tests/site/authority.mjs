// A throw-away certificate authority, made anew each time the site starts, so that no key lies in the repository and every
// certificate is fresh. It also makes the bad certificates that a hostile site may show.

import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

const engine = new pkijs.CryptoEngine({ name: 'node', crypto: globalThis.crypto })
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const dayMs = 86_400_000

/**
 * @typedef {object} Identity
 * @property {string} certificatePem
 * @property {string} keyPem
 */

/**
 * @typedef {object} LeafRequest
 * @property {string[]} names DNS names and IPv4 addresses it is good for
 * @property {number} [validFromDays] days from now, negative for the past
 * @property {number} [validForDays]
 * @property {'SHA-256' | 'SHA-1'} [hash] of the signature; SHA-1 has been broken since 2017
 */

/**
 * Makes an authority and what issues its certificates.
 * @param {string} name common name of the authority
 */
export async function makeAuthority(name) {
  const keys = await makeKeys()
  const certificate = await issue({
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    signWith: keys.privateKey,
    extensions: authorityExtensions(),
  })
  return {
    caPem: toPem('CERTIFICATE', certificate),
    /** @param {LeafRequest} request @returns {Promise<Identity>} a certificate signed by this authority */
    issueLeaf: (request) => makeLeaf(request, { issuer: name, signWith: keys.privateKey }),
    /** @param {LeafRequest} request @returns {Promise<Identity>} a certificate that only vouches for itself */
    issueSelfSigned: (request) => makeLeaf(request, undefined),
  }
}

/**
 * @param {LeafRequest} request
 * @param {{ issuer: string, signWith: CryptoKey } | undefined} authority
 */
async function makeLeaf(request, authority) {
  const keys = await makeKeys()
  const subject = request.names[0] ?? 'nobody'
  const certificate = await issue({
    subject,
    issuer: authority?.issuer ?? subject,
    publicKey: keys.publicKey,
    signWith: authority?.signWith ?? keys.privateKey,
    extensions: leafExtensions(request.names),
    validFrom: new Date(Date.now() + (request.validFromDays ?? -1) * dayMs),
    validForDays: request.validForDays ?? 30,
    hash: request.hash ?? 'SHA-256',
  })
  const key = await globalThis.crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { certificatePem: toPem('CERTIFICATE', certificate), keyPem: toPem('PRIVATE KEY', key) }
}

function makeKeys() {
  return globalThis.crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/**
 * @param {{ subject: string, issuer: string, publicKey: CryptoKey, signWith: CryptoKey, extensions: pkijs.Extension[], validFrom?: Date, validForDays?: number, hash?: string }} order
 * @returns {Promise<ArrayBuffer>} DER
 */
async function issue({
  subject,
  issuer,
  publicKey,
  signWith,
  extensions,
  validFrom = new Date(Date.now() - dayMs),
  validForDays = 30,
  hash = 'SHA-256',
}) {
  const certificate = new pkijs.Certificate()
  certificate.version = 2
  const serial = globalThis.crypto.getRandomValues(new Uint8Array(8))
  serial[0] = 1
  certificate.serialNumber = new asn1js.Integer({ valueHex: serial.buffer })
  certificate.subject.typesAndValues.push(commonName(subject))
  certificate.issuer.typesAndValues.push(commonName(issuer))
  certificate.notBefore.value = validFrom
  certificate.notAfter.value = new Date(validFrom.getTime() + validForDays * dayMs)
  certificate.extensions = extensions
  await certificate.subjectPublicKeyInfo.importKey(publicKey, engine)
  await certificate.sign(signWith, hash, engine)
  return certificate.toSchema(true).toBER()
}

/** @param {string} value */
function commonName(value) {
  return new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value }) })
}

function authorityExtensions() {
  const basic = new pkijs.BasicConstraints({ cA: true })
  return [
    new pkijs.Extension({ extnID: '2.5.29.19', critical: true, extnValue: basic.toSchema().toBER() }),
    // keyCertSign and cRLSign
    new pkijs.Extension({
      extnID: '2.5.29.15',
      critical: true,
      extnValue: new asn1js.BitString({ valueHex: new Uint8Array([0x06]).buffer, unusedBits: 1 }).toBER(),
    }),
  ]
}

/** @param {string[]} names */
function leafExtensions(names) {
  const altNames = names.map((name) =>
    /^\d+\.\d+\.\d+\.\d+$/.test(name)
      ? new pkijs.GeneralName({ type: 7, value: new asn1js.OctetString({ valueHex: Uint8Array.from(name.split('.').map(Number)).buffer }) })
      : new pkijs.GeneralName({ type: 2, value: name }),
  )
  const serverUse = new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.1'] })
  return [
    new pkijs.Extension({
      extnID: '2.5.29.17',
      critical: false,
      extnValue: new pkijs.GeneralNames({ names: altNames }).toSchema().toBER(),
    }),
    new pkijs.Extension({ extnID: '2.5.29.37', critical: false, extnValue: serverUse.toSchema().toBER() }),
  ]
}

/**
 * @param {string} label
 * @param {ArrayBuffer} der
 */
function toPem(label, der) {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
