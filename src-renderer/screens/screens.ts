// Every screen by its name.
import type { ComponentType } from 'react'
import type { ScreenName } from '../room/place'
import { Act } from './act'
import { Authorise } from './authorise'
import { Close } from './close'
import { Closed } from './closed'
import { Computer } from './computer'
import { Declaration } from './declaration'
import { DslReview } from './dsl-review'
import { Exhibit } from './exhibit'
import { FinishReview } from './finish-review'
import { FirstRun } from './first-run'
import { Halted } from './halted'
import { Handover } from './handover'
import { Holders } from './holders'
import { Home } from './home'
import { Judge } from './judge'
import { Leave } from './leave'
import { Opening, Starting, Stopping } from './passing'
import { Passphrase } from './passphrase'
import { People } from './people'
import { Police } from './police'
import { PoliceStep } from './police-step'
import { Recovery } from './recovery'
import { Release } from './release'
import { Report } from './report'
import { Review } from './review'
import { SetUpDone } from './set-up-done'
import { SignIn } from './sign-in'
import { SignInAlone } from './sign-in-alone'
import { SignOut } from './sign-out'
import { Staffing } from './staffing'
import { Tasks } from './tasks'
import { Triage } from './triage'
import { WhatWasSeen } from './what-was-seen'

export const screens: Readonly<Record<ScreenName, ComponentType>> = {
  'first-run': FirstRun,
  staffing: Staffing,
  'sign-in': SignIn,
  'sign-in-alone': SignInAlone,
  'sign-out': SignOut,
  declaration: Declaration,
  home: Home,
  people: People,
  passphrase: Passphrase,
  recovery: Recovery,
  'set-up-done': SetUpDone,
  report: Report,
  tasks: Tasks,
  triage: Triage,
  authorise: Authorise,
  computer: Computer,
  review: Review,
  'finish-review': FinishReview,
  judge: Judge,
  act: Act,
  close: Close,
  exhibit: Exhibit,
  holders: Holders,
  leave: Leave,
  closed: Closed,
  'dsl-review': DslReview,
  handover: Handover,
  halted: Halted,
  police: Police,
  'police-step': PoliceStep,
  'what-was-seen': WhatWasSeen,
  release: Release,
  starting: Starting,
  stopping: Stopping,
  opening: Opening,
}
