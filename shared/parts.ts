// The small shapes that events, the contract and the case state all use, so that each is said once.
import { z } from 'zod'

/** UTC instant, RFC 3339 with milliseconds and Z, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime({ precision: 3 })
/** SHA-256 as 64 lower-case hex digits. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** An identifier made by the Vault: 32 lower-case hex digits (128 random bits). */
export const id = z.string().regex(/^[0-9a-f]{32}$/)

/** Bounds on free text, in UTF-16 code units. 10,000 words fit in `long`. */
export const short = z.string().trim().min(1).max(200)
export const medium = z.string().trim().min(1).max(2_000)
export const long = z.string().trim().min(1).max(100_000)
/** An address as typed or reported; kept whole, never followed by the Face. */
export const address = z.string().min(1).max(32_768)

export const personId = id.brand('PersonId')
export type PersonId = z.infer<typeof personId>
export const caseId = id.brand('CaseId')
export type CaseId = z.infer<typeof caseId>
export const visitId = id.brand('VisitId')
export type VisitId = z.infer<typeof visitId>
export const blobHash = sha256.brand('BlobHash')
export type BlobHash = z.infer<typeof blobHash>

/** The person whom the report concerns. Named only where the reporter could. */
export const subject = z.object({
  kind: z.enum(['pupil', 'staff', 'unknown']),
  name: z.string().trim().max(200),
})
export type Subject = z.infer<typeof subject>

export const roleId = z.enum(['head', 'deputy', 'senior', 'dsl', 'deputy-dsl', 'chair', 'coordinator', 'technician'])
export type RoleId = z.infer<typeof roleId>

/** A member of staff as the screens and the documents name them. */
export const personSummary = z.object({ personId, name: short, position: short, role: roleId })
export type PersonSummary = z.infer<typeof personSummary>

/** A person as the log itself must know them, so that a case can be checked without the school file. */
export const personOnRecord = personSummary.extend({
  /** Ed25519 public key, raw 32 bytes, base64url without padding. */
  logKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** X.509 certificate of the document key (P-256), PEM. */
  certificatePem: z.string().max(8_192),
})
export type PersonOnRecord = z.infer<typeof personOnRecord>

/** One person's Ed25519 signature. base64url of 64 bytes, no padding. */
export const personSignature = z.strictObject({ personId, signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/) })

/** An entry of a log by number and hash: whoever knows it knows all entries up to it. */
export const logPlace = z.strictObject({ seq: z.int().min(1), hash: sha256 })
export type LogPlace = z.infer<typeof logPlace>

/** What a checkpoint says: this log, up to this entry, is exactly this. */
export const checkpointStatement = logPlace.extend({
  log: id,
  /** Root of the Merkle tree (RFC 9162 section 2.1) whose leaves are the 32 bytes of each entry's hash, from the first to `seq`. */
  treeRoot: sha256,
  at: instant,
})
export type CheckpointStatement = z.infer<typeof checkpointStatement>

/** The public halves of the recovery kits that lie in the school's safe, signed by the school's own authority. */
export const recoveryKits = z.strictObject({
  schoolId: id,
  madeAt: instant,
  kits: z
    .array(
      z.strictObject({
        kitId: z.string().regex(/^[1-9][0-9]{0,3}$/),
        /** age X25519 recipient. */
        recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
      }),
    )
    .min(2)
    .max(10),
  /** ECDSA P-256 with SHA-256 over the rest, DER as base64url. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{80,200}$/),
})
export type RecoveryKits = z.infer<typeof recoveryKits>

/** The designated computer (procedure step 5), as `systeminformation` tells it. Empty where the machine does not say. */
export const computerIdentity = z.object({
  location: short,
  maker: z.string().max(200),
  model: z.string().max(200),
  serial: z.string().max(200),
  os: z.string().max(200),
  hostname: z.string().max(200),
  /** SHA-256 of the operating system's machine id: the same computer can be recognised, the id itself is not told. */
  machine: sha256,
})
export type ComputerIdentity = z.infer<typeof computerIdentity>

/** One hop of a redirect chain, in order. */
export const redirectHop = z.object({ url: address, status: z.int().min(100).max(599), location: address.nullable() })
export type RedirectHop = z.infer<typeof redirectHop>

/** The certificate that the server showed, and what Chromium thought of it. */
export const tlsDetails = z.object({
  protocol: z.string().max(100),
  cipher: z.string().max(100),
  subject: z.string().max(1_000),
  issuer: z.string().max(1_000),
  /** SHA-256 of the leaf certificate's DER; null where the chain could not be had. */
  fingerprintSha256: sha256.nullable(),
  validFrom: instant.nullable(),
  validTo: instant.nullable(),
  /** `ok`, or Chromium's own error name such as `net::ERR_CERT_AUTHORITY_INVALID`. */
  verdict: z.string().max(200),
})
export type TlsDetails = z.infer<typeof tlsDetails>

/** What one navigation of the main frame turned out to be. */
export const visitRecord = z.object({
  requestedUrl: address,
  finalUrl: address,
  redirects: z.array(redirectHop).max(50),
  status: z.int().min(100).max(599).nullable(),
  mimeType: z.string().max(200),
  title: z.string().max(2_000),
  remote: z.object({ ip: z.string().max(100), port: z.int().min(0).max(65_535) }).nullable(),
  tls: tlsDetails.nullable(),
  /** The response's own Date header, verbatim; null where there was none. */
  serverDate: z.string().max(200).nullable(),
  startedAt: instant,
  finishedAt: instant,
  /** null where the page loaded; otherwise Chromium's error name and a sentence. */
  failure: z.object({ code: z.string().max(200), sentence: z.string().max(1_000) }).nullable(),
})
export type VisitRecord = z.infer<typeof visitRecord>

/** How a navigation began. `page` is a link, a form or a script of the page itself. */
export const visitCause = z.enum(['typed', 'page', 'back', 'reload'])
export type VisitCause = z.infer<typeof visitCause>

/** What the view refused by itself, and recorded. */
export const refusalKind = z.enum([
  'scheme',
  'pop-up',
  'download',
  'permission',
  'dialog',
  'certificate',
  'credentials',
  'file-picker',
  'service-worker',
  'private-address',
])
export type RefusalKind = z.infer<typeof refusalKind>

/** What is opened only after both have said yes with own acts: an address inside the network, or a certificate that nobody vouches for. */
export const allowanceKind = z.enum(['private-address', 'certificate'])
export type AllowanceKind = z.infer<typeof allowanceKind>

export const haltCause = z.enum(['button', 'key', 'category', 'triage', 'known-list'])
export type HaltCause = z.infer<typeof haltCause>
