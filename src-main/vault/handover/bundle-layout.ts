// Where things lie in the payload of a handover. The writer and the verifier both read this one page.
export const payloadPath = {
  readMe: 'data/READ-ME-FIRST.txt',
  record: 'data/record-of-review.pdf',
  log: 'data/log.jsonl',
  policy: 'data/policy.json',
  authority: 'data/certificates/school-ca.pem',
} as const

export const exhibitFolder = 'data/exhibits/'
export const certificateFolder = 'data/certificates/'

/** `data/exhibits/exhibit-001.png`; four digits from exhibit 1,000 on. */
export function exhibitPath(number: number): string {
  return `${exhibitFolder}exhibit-${String(number).padStart(3, '0')}.png`
}

/**
 * A readable file name for each person's certificate: role and name in plain letters, numbered where two are alike.
 * @returns certificate PEM by path, in the order of the people; one person enrolled twice has two
 */
export function nameCertificates(people: readonly { name: string; role: string; certificatePem: string }[]): Map<string, string> {
  const files = new Map<string, string>()
  for (const { name, role, certificatePem } of people) {
    if ([...files.values()].includes(certificatePem)) continue
    const plain = `${role}-${spellPlainly(name)}`
    let path = `${certificateFolder}${plain}.pem`
    for (let next = 2; files.has(path); next++) path = `${certificateFolder}${plain}-${next}.pem`
    files.set(path, certificatePem)
  }
  return files
}

/** `Zoë O'Neil` -> `zoe-oneil`; a name in another script leaves nothing, and is called `person`. */
function spellPlainly(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
  const plain = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return plain.slice(0, 60).replace(/-$/, '') || 'person'
}
