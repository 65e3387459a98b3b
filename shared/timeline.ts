// The log in words: what the timeline beside the view, the custody summary and a reader of the log see of each event. Pure, so that the
// same sentence stands on screen and on paper.
import type { TimelineEntry } from './contract'
import type { CaseEntry } from './events'
import type { VisitRecord } from './parts'

type Tone = TimelineEntry['tone']
interface Words {
  readonly tone: Tone
  readonly title: string
  readonly details: readonly string[]
}

/** What the sentence-maker must be told beside the event: names of people and of categories. */
export interface Names {
  readonly person: (personId: string) => string
  readonly category: (categoryId: string) => string
}

/** One entry of the log as a line of the timeline. */
export function tellEntry(entry: CaseEntry, names: Names): TimelineEntry {
  const { tone, title, details } = findWords(entry, names)
  return { seq: entry.seq, at: entry.at, type: entry.type, tone, title, details: details.filter((line) => line !== ''), hash: entry.hash }
}

/** An address without its scheme, for a narrow column; the whole address is in the log. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

/** "2 redirects · 200 · 1.2 s", or the sentence of what went wrong. */
export function tellVisit(record: VisitRecord): string {
  if (record.failure) return record.failure.sentence
  const seconds = (Date.parse(record.finishedAt) - Date.parse(record.startedAt)) / 1_000
  const hops = record.redirects.length
  return [
    hops === 0 ? '' : hops === 1 ? '1 redirect' : `${String(hops)} redirects`,
    record.status === null ? '' : String(record.status),
    `${seconds.toFixed(1)} s`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

const say = (title: string, ...details: string[]): Words => ({ tone: 'plain', title, details })
const keep = (title: string, ...details: string[]): Words => ({ tone: 'kept', title, details })
const warn = (title: string, ...details: string[]): Words => ({ tone: 'warning', title, details })
const halt = (title: string, ...details: string[]): Words => ({ tone: 'halt', title, details })

const causes = { typed: 'typed by the two', page: 'from the page', back: 'went back', reload: 'loaded again' } as const
const refusals = {
  scheme: 'Address refused: not a web page',
  'pop-up': 'Pop-up refused',
  download: 'Download refused',
  permission: 'Permission refused',
  dialog: 'Dialogue of the page dismissed',
  certificate: 'Certificate not trusted: page not shown',
  credentials: 'Sign-in prompt refused',
  'file-picker': 'File chooser refused',
  'service-worker': 'Service worker refused',
  'private-address': 'Address inside the network refused',
} as const
const allowances = {
  'private-address': 'Both allowed an address inside the network',
  certificate: 'Both accepted a certificate that is not trusted',
} as const
const halts = {
  button: 'STOP pressed',
  key: 'Stop key pressed',
  category: 'Category chosen that halts',
  triage: 'Suspicion stated before anything was opened',
  'known-list': 'Address on the known list',
} as const
const sessionEnds = {
  left: 'The two left the case',
  locked: 'The room was locked',
  quit: 'The application was closed',
  crashed: 'The application stopped unexpectedly',
} as const

/** "3 minutes", "2 hours": as exact as a person would say it. */
function tellDuration(millis: number): string {
  if (millis < 120_000) return `by ${String(Math.round(millis / 1_000))} seconds`
  return millis < 7_200_000 ? `by ${String(Math.round(millis / 60_000))} minutes` : `by ${String(Math.round(millis / 3_600_000))} hours`
}

function findWords(entry: CaseEntry, names: Names): Words {
  const people = (ids: readonly string[]): string => ids.map(names.person).join(', ')
  switch (entry.type) {
    case 'case.opened':
      return say(`Case ${entry.body.reference} opened`, `Policy ${entry.body.policy.version}`, entry.body.computer.location)
    case 'report.recorded':
      return say('Report recorded', `Reported by ${entry.body.reportedBy}`)
    case 'triage.answered':
      return entry.body.suspectedIllegal
        ? halt('Illegal material suspected: nothing is opened', entry.body.words)
        : say('No suspicion of illegal material', people(entry.actors))
    case 'case.authorised':
      return say(`Authorised by ${names.person(entry.body.authorisedBy)}`, entry.body.scope)
    case 'case.holders-changed':
      return say(
        `Who may open the case changed, authorised by ${names.person(entry.body.authorisedBy)}`,
        entry.body.added.length > 0 ? `Added: ${people(entry.body.added)}` : '',
        entry.body.removed.length > 0 ? `Removed: ${people(entry.body.removed)}` : '',
        entry.body.reason,
      )
    case 'case.rekeyed':
      return say('The case has a new key', 'Shares of the earlier key open nothing from here on')
    case 'computer.checked':
      return entry.body.same
        ? say('Designated computer confirmed')
        : warn('A different computer', ...entry.body.differences, entry.body.reason)
    case 'person.noted':
      return say(`${entry.body.person.name} added to the people on record`)
    case 'session.opened':
      return say(entry.body.people.length > 1 ? 'Both present' : 'Opened alone, read only', people(entry.body.people))
    case 'session.closed':
      return say(sessionEnds[entry.body.cause])
    case 'checkpoint.signed':
      return say(`Log signed up to entry ${String(entry.body.statement.seq)}`, people(entry.actors), entry.body.statement.treeRoot)
    case 'case.copy-accepted':
      return warn(
        'Gone on with another copy of the file',
        `Entry ${String(entry.body.noted.seq)} was on record, this copy ends at entry ${String(entry.body.found.seq)}`,
        entry.body.reason,
      )
    case 'clock.jumped':
      return warn(entry.body.byMs < 0 ? 'The clock was set back' : 'The clock went forward', tellDuration(Math.abs(entry.body.byMs)))
    case 'recovery.sealed':
      return say(`Key sealed to recovery kits ${entry.body.kitIds.join(', ')}`, 'Any two of them open the case from the school’s safe')
    case 'visit.requested':
      return say(`Opening ${shortAddress(entry.body.url)}`, causes[entry.body.cause])
    case 'visit.recorded':
      return entry.body.record.failure
        ? warn(`Did not open: ${shortAddress(entry.body.record.requestedUrl)}`, entry.body.record.failure.sentence)
        : say(`Opened ${shortAddress(entry.body.record.finalUrl)}`, tellVisit(entry.body.record), entry.body.record.title)
    case 'visit.refused':
      return warn(refusals[entry.body.kind], shortAddress(entry.body.url), entry.body.detail)
    case 'block-page.recognised':
      return warn(`A page in place of a blocked one: ${entry.body.title}`, `Recognised by the data of ${entry.body.dataVersion}`)
    case 'visit.allowed':
      return warn(allowances[entry.body.kind], entry.body.host, entry.body.detail, people(entry.actors))
    case 'concern.described':
      return say(`Concern described: ${names.category(entry.body.categoryId)}`, entry.body.words, people(entry.actors))
    case 'capture.agreed':
      return say('Both agreed to keep a picture', ...entry.body.agreements.map((act) => `${names.person(act.personId)}, own PIN`))
    case 'exhibit.kept':
      return keep(
        `Exhibit ${String(entry.body.number)} kept by both`,
        `Full page, ${entry.body.widthPx.toLocaleString('en-GB')} × ${entry.body.heightPx.toLocaleString('en-GB')}`,
        entry.body.blob,
      )
    case 'capture.failed':
      return warn('No picture was kept', entry.body.sentence)
    case 'review.finished':
      return say('Review of sites finished', people(entry.actors))
    case 'halt.recorded':
      return halt(
        `Halted: ${halts[entry.body.cause]}`,
        entry.body.categoryId ? names.category(entry.body.categoryId) : '',
        entry.body.url ? shortAddress(entry.body.url) : '',
        entry.body.matchedUrl && entry.body.matchedUrl !== entry.body.url ? `In it: ${shortAddress(entry.body.matchedUrl)}` : '',
      )
    case 'halt.categorised':
      return halt(`Said afterwards what it was: ${names.category(entry.body.categoryId)}`)
    case 'police.step-done':
      return say(`Done: ${entry.body.stepId.replaceAll('-', ' ')}`, entry.body.note)
    case 'police.contacted':
      return say(`Police told: reference ${entry.body.reference}`, entry.body.force, entry.body.officer)
    case 'halt.released':
      return say(`Halt released by both, police reference ${entry.body.reference}`, entry.body.reason)
    case 'judgement.made':
      return say(entry.body.substance ? 'Judged: the concern has substance' : 'Judged: the concern has no substance', people(entry.actors))
    case 'actions.decided':
      return say('Actions decided', ...entry.body.chosen.map((action) => `${action.title}: ${action.owner}`))
    case 'document.made':
      return keep(`${entry.body.title} signed`, `${String(entry.body.pages)} pages, ${people(entry.body.signedBy)}`, entry.body.blob)
    case 'case.closed':
      return say('Case closed, signed by both')
    case 'dsl.reviewed':
      return say(entry.body.outcome === 'accepted' ? 'DSL review signed' : 'DSL sent the case back with questions', entry.body.words)
    case 'case.disclosed':
      return say(`Handed over to ${entry.body.recipient}`, entry.body.organisation, entry.body.sha256)
    case 'contact.recorded':
      return say(`Told: ${entry.body.title}`, entry.body.spokeTo, entry.body.reference && `Reference ${entry.body.reference}`)
    case 'action.done':
      return say(`Action done: ${entry.body.actionId.replaceAll('-', ' ')}`, entry.body.doneBy, entry.body.note)
    case 'exception.ended':
      return say('Filter exception ended', entry.body.endedBy, entry.body.note)
    case 'retention.set':
      return say(`Kept until ${entry.body.keepUntil}`, entry.body.basis)
    case 'case.set-aside':
      return say('Set aside: this does not become a case', entry.body.reason)
    case 'paper.made':
      return keep(`${entry.body.title} made`, `${String(entry.body.pages)} pages, ${people(entry.body.signedBy)}`, entry.body.sha256)
    case 'conflict.found':
      return warn(`${names.person(entry.body.personId)} takes no further part`, entry.body.statement)
    case 'reviewer.replaced':
      return say(
        `${names.person(entry.body.joining)} takes the place of ${names.person(entry.body.leaving)}`,
        `Authorised by ${names.person(entry.body.authorisedBy)}`,
      )
  }
}
