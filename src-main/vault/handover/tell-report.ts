// The report of a check as a person reads it, in a terminal or on paper.
import { spellFingerprint } from './read-me'
import type { BundleSummary, Finding, Report } from './report'

/** The report as lines of text, the verdict first. */
export function tellReport({ verdict, findings, remarks, summary }: Report): string {
  const lines = [tellVerdict(verdict, findings.length)]
  if (verdict === 'unreadable') lines.push(...findings.map(({ sentence }) => `  ${sentence}`))
  else lines.push('', ...findings.flatMap(tellFinding), ...(findings.length > 0 ? [''] : []), ...tellSummary(summary))
  if (remarks.length > 0) lines.push('', 'To note:', ...remarks.flatMap(tellFinding))
  return `${lines.map(showPlainly).join('\n')}\n`
}

function tellVerdict(verdict: Report['verdict'], faults: number): string {
  switch (verdict) {
    case 'intact':
      return 'INTACT. Every file, every signature and every entry of the log is as it was signed.'
    case 'altered':
      return `ALTERED. ${faults === 1 ? 'One thing is' : `${faults} things are`} not as signed:`
    case 'unreadable':
      return 'UNREADABLE. Nothing could be checked.'
  }
}

function tellFinding({ where, sentence }: Finding): string[] {
  return [`  ${where}`, `    ${sentence}`]
}

function tellSummary(summary: BundleSummary): string[] {
  const { reference, school, signedBy, signedAt, recipient, entries, exhibits, withheld, caFingerprint } = summary
  const fingerprint =
    caFingerprint === null ? [] : [spellFingerprint(caFingerprint).slice(0, 48), spellFingerprint(caFingerprint).slice(48)]
  const unknown = 'not known: see above'
  return [
    `  Case         ${reference ?? unknown}`,
    `  School       ${school ?? unknown}`,
    `  Handed over  by ${signedBy ?? unknown}${signedAt === null ? '' : `, on ${signedAt.slice(0, 10)} at ${signedAt.slice(11, 19)} UTC`}`,
    `  To           ${recipient ?? unknown}`,
    `  Log          ${entries === null ? unknown : `${entries} entries`}`,
    `  Exhibits     ${exhibits === null ? unknown : `${exhibits} enclosed, ${withheld ?? 0} withheld`}`,
    `  Authority    SHA-256 of the school’s certificate authority:`,
    ...(fingerprint.length === 0 ? [`               ${unknown}`] : fingerprint.map((half) => `               ${half}`)),
  ]
}

/** A file's name or a name in the log may hold what a terminal obeys or what turns the reading direction. */
function showPlainly(line: string): string {
  return line.replace(/[\p{C}\u2028\u2029]/gu, '\uFFFD')
}
