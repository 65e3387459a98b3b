// Which screen shows in which situation: a halt before anything else, one person no further than the sign-in, a closed case read only.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findScreen, showsStop, type ScreenName } from '../../src-renderer/room/place'
import { screens } from '../../src-renderer/screens/screens'
import { haltOf } from './scenes/answers'
import { aloneRoom, amina, emptyRoom, grace, pairRoom } from './scenes/people'
import { caseAt, sampleCaseId, type Chapter } from './scenes/sample-case'

const names = Object.keys(screens) as ScreenName[]
const anyPlace = fc.constantFrom(...names).map((at) => ({ at }))
const nothing = { caseView: null, stopping: false }
const inCase = (chapter: Chapter) => ({ room: { ...pairRoom, openCase: sampleCaseId }, caseView: caseAt(chapter), stopping: false })
const waiting = { ...emptyRoom, room: 'waiting-for-second' as const, present: [{ ...amina, since: '2026-11-22T13:39:00.000Z' }] }

/** The screens that can be reached in a situation by asking for every one of them. */
const reachable = (situation: Omit<Parameters<typeof findScreen>[0], 'place'>) =>
  new Set(names.map((at) => findScreen({ ...situation, place: { at } })))

describe('the screen of a situation', () => {
  it('is the passing one after STOP, whatever was asked for', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(findScreen({ ...inCase('looked'), stopping: true, place })).toBe('stopping')
      }),
    )
  })

  it('lets one person no further than the sign-in', () => {
    expect(reachable({ room: waiting, ...nothing })).toEqual(new Set(['sign-in', 'sign-in-alone', 'sign-out']))
    expect(reachable({ room: emptyRoom, ...nothing })).toEqual(new Set(['sign-in', 'sign-in-alone', 'sign-out']))
  })

  it('shows nothing but the police route to a pair while there is a halt', () => {
    const halted = { ...inCase('halted'), room: { ...pairRoom, openCase: sampleCaseId, halt: haltOf('child-sexual-abuse') } }
    expect(reachable(halted)).toEqual(
      new Set(['halted', 'police', 'police-step', 'what-was-seen', 'release', 'sign-in', 'sign-in-alone', 'sign-out']),
    )
    expect(findScreen({ ...halted, place: { at: 'review' } })).toBe('halted')
  })

  it('shows the guidance before anybody has signed in', () => {
    expect(findScreen({ room: { ...emptyRoom, halt: haltOf('stopped') }, ...nothing, place: { at: 'home' } })).toBe('halted')
  })

  it('leaves the closed cases within reach of one alone while there is a halt', () => {
    const room = { ...aloneRoom(grace), halt: haltOf('stopped') }
    expect(findScreen({ room, ...nothing, place: { at: 'home' } })).toBe('home')
    expect(findScreen({ room, ...nothing, place: { at: 'halted' } })).toBe('halted')
    expect(
      findScreen({ room: { ...room, openCase: sampleCaseId }, caseView: caseAt('closed'), stopping: false, place: { at: 'dsl-review' } }),
    ).toBe('dsl-review')
  })

  it('comes to the declaration before any case, and lets nobody be kept from signing out', () => {
    const due = { room: { ...pairRoom, declarationDue: [amina.personId] }, ...nothing }
    expect(reachable(due)).toEqual(new Set(['declaration', 'set-up-done', 'people', 'recovery', 'sign-out']))
    expect(findScreen({ ...due, room: { ...due.room, halt: haltOf('stopped') }, place: { at: 'home' } })).toBe('halted')
    expect(findScreen({ ...due, room: { ...due.room, halt: haltOf('stopped') }, place: { at: 'declaration' } })).toBe('declaration')
  })

  it('changes who may open a case only once it is authorised', () => {
    expect(findScreen({ ...inCase('begun'), place: { at: 'holders' } })).toBe('tasks')
    expect(findScreen({ ...inCase('ready'), place: { at: 'holders' } })).toBe('holders')
    expect(findScreen({ ...inCase('closed'), place: { at: 'holders' } })).toBe('closed')
  })

  it('never leads to the review before the steps that it requires', () => {
    expect(findScreen({ ...inCase('begun'), place: { at: 'review' } })).toBe('tasks')
    expect(findScreen({ ...inCase('ready'), place: { at: 'review' } })).toBe('review')
    expect(findScreen({ ...inCase('finished'), place: { at: 'review' } })).toBe('tasks')
  })

  it('takes no step twice', () => {
    expect(findScreen({ ...inCase('ready'), place: { at: 'triage' } })).toBe('tasks')
    expect(findScreen({ ...inCase('judged'), place: { at: 'judge' } })).toBe('tasks')
    expect(findScreen({ ...inCase('acted'), place: { at: 'act' } })).toBe('tasks')
  })

  it('shows a closed case read only', () => {
    expect(reachable(inCase('closed'))).toEqual(new Set(['closed', 'dsl-review', 'handover', 'exhibit', 'leave', 'sign-out']))
  })

  it('waits for the case that the room says is open', () => {
    expect(findScreen({ room: { ...pairRoom, openCase: sampleCaseId }, ...nothing, place: { at: 'tasks' } })).toBe('opening')
  })
})

describe('the STOP button', () => {
  it('is there for two people in a case that is not closed, and nowhere else', () => {
    expect(showsStop(inCase('begun'))).toBe(true)
    expect(showsStop(inCase('looked'))).toBe(true)
    expect(showsStop({ room: { ...pairRoom, openCase: sampleCaseId }, ...nothing })).toBe(true)
    expect(showsStop(inCase('closed'))).toBe(false)
    expect(showsStop({ room: pairRoom, ...nothing })).toBe(false)
    expect(showsStop({ ...inCase('looked'), stopping: true })).toBe(false)
    expect(showsStop({ ...inCase('halted'), room: { ...pairRoom, openCase: sampleCaseId, halt: haltOf('stopped') } })).toBe(false)
  })
})
