// The page that a person reads first when they open a handover: what it is, and how to check it with ordinary tools. Plain
// text, because every computer shows it without being asked whether to trust it.
import type { HandoverStatement } from './handover-statement'

/** SHA-256 in pairs of capital digits, as OpenSSL prints it and as it is read out over the telephone. */
export function spellFingerprint(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/../g) ?? []).join(':')
}

/** The text of READ-ME-FIRST.txt, lines of at most 100 characters but for names. */
export function writeReadMe(statement: HandoverStatement): string {
  const { reference, madeBy, madeAt, exhibits, withheld, log } = statement
  const [school, recipient, organisation, name, position] = [
    statement.school,
    statement.recipient,
    statement.organisation,
    madeBy.name,
    madeBy.position,
  ].map(keepOnOneLine)
  const withheldLines =
    withheld.length === 0
      ? []
      : [
          '',
          `${withheld.length} further ${withheld.length === 1 ? 'exhibit is' : 'exhibits are'} withheld (${withheld.length === 1 ? 'number' : 'numbers'} ${withheld.join(', ')}): screenshots of pages that were afterwards`,
          'stopped as suspected child sexual abuse material or extreme pornography. The school keeps them',
          'encrypted, has not shown or copied them since, and includes none here. The log names them.',
        ]
  return [
    `CASE ${reference}, ${school}`,
    `Handed to ${recipient}, ${organisation}, by ${name}${position ? `, ${position}` : ''}, on ${madeAt.slice(0, 10)} at ${madeAt.slice(11, 16)} UTC.`,
    '',
    'WHAT IS HERE',
    '',
    '  data/record-of-review.pdf   the record of the review with its exhibits, signed by the reviewers',
    `  data/exhibits/              ${exhibits.length} ${exhibits.length === 1 ? 'screenshot' : 'screenshots'}, byte for byte as taken`,
    `  data/log.jsonl              the log, ${log.entries} entries: each names the hash of the one before, and is`,
    '                              signed by the people who were present',
    '  data/certificates/          the public keys of the school and of the people who signed',
    '  data/policy.json            the policy that the case was run under',
    '  data/handover.json          what the head states about this handover',
    '  manifest-sha256.txt         the SHA-256 of each of these files',
    '  manifest-sha256.txt.p7s     the signature of the person who handed over, on that list',
    ...withheldLines,
    '',
    'HOW TO CHECK IT, WITHOUT THE SCHOOL AND WITHOUT OUR SOFTWARE',
    '',
    'Work on a copy. Open a terminal in the folder that holds manifest-sha256.txt.',
    '',
    '1. No file was changed: every line must end in "OK".',
    '',
    '  $ sha256sum --check --strict manifest-sha256.txt',
    '',
    '   On Windows, in PowerShell: Get-FileHash data\\record-of-review.pdf (and so on), and compare with',
    '   the list. On a Mac: shasum -a 256 -c manifest-sha256.txt',
    '',
    '2. The list was signed, by a key that the school certified: "Verification successful".',
    '',
    '  $ openssl cms -verify -cades -binary -inform DER -in manifest-sha256.txt.p7s -content manifest-sha256.txt -CAfile data/certificates/school-ca.pem -out /dev/null',
    '',
    '3. The school is the school: telephone it, on a number that you looked up yourself, and have the',
    '   fingerprint of its certificate read out from paper. It must be what this command prints:',
    '',
    '  $ openssl x509 -in data/certificates/school-ca.pem -noout -fingerprint -sha256',
    '',
    '   It should be:',
    ...wrapFingerprint(statement.authorityFingerprint),
    '',
    '4. The reviewers signed the record: "Signature is Valid" for each. (That the issuer is not known to',
    '   your computer is right: it is the school, and step 3 checks it.)',
    '',
    '  $ pdfsig -nocert data/record-of-review.pdf',
    '',
    'A file that is not on the list is not part of the handover. If your computer can run Incident Room,',
    '"npm run verify" checks all of this and every entry of the log in one go.',
    '',
  ].join('\n')
}

/** A name cannot add lines, and so cannot add instructions. */
function keepOnOneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').trim()
}

function wrapFingerprint(fingerprint: string): string[] {
  const pairs = spellFingerprint(fingerprint)
  return [`     ${pairs.slice(0, 48)}`, `     ${pairs.slice(48)}`]
}
