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
  }
}
