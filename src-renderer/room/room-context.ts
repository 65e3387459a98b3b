// What every screen knows: the room, the case, the evidence view and where in the Face somebody is. All of it is told by the Desk
// and the Vault; nothing is worked out here that they would not say.
import { createContext, useContext } from 'react'
import type { CaseView, Notice, RoomState } from 'shared/contract'
import type { ViewState } from 'shared/view-state'
import type { Place } from './place'

export type Work = Extract<Notice, { name: 'work.progress' }>['body']

export interface Face {
  readonly room: RoomState | null
  readonly caseView: CaseView | null
  readonly view: ViewState
  readonly place: Place
  readonly stopping: boolean
  /** Somebody walked in: everything is covered until one of the two goes on. Nothing is stopped by it. */
  readonly blank: boolean
  /** Work of over a second that is under way. */
  readonly work: Work | null
  /** Something that happened by itself and that people should know: the Vault was started again, a call went unanswered. */
  readonly announcement: string | null
  /** Grows whenever the log does; timelines read again. */
  readonly logSeq: number
}

export type StopCause = { readonly cause: 'button' | 'key' } | { readonly cause: 'category'; readonly categoryId: string }

export interface RoomActions {
  readonly go: (place: Place) => void
  /** Takes over a room state or a case view that an intention answered with. */
  readonly takeRoom: (room: RoomState) => void
  readonly takeCase: (view: CaseView) => void
  readonly takeView: (view: ViewState) => void
  readonly stop: (cause: StopCause) => void
  /** Covers the whole window, or uncovers it. */
  readonly setBlank: (blank: boolean) => void
  readonly announce: (sentence: string | null) => void
}

export const RoomContext = createContext<(Face & RoomActions) | null>(null)

export function useRoom(): Face & RoomActions {
  const room = useContext(RoomContext)
  if (room === null) throw new Error('a screen stands outside its room')
  return room
}

/** The room of a screen that shows only once the room is known. */
export function useKnownRoom(): RoomState {
  const { room } = useRoom()
  if (room === null) throw new Error('a screen shows before its room is known')
  return room
}

/** The case of a screen that shows only inside a case. */
export function useCase(): CaseView {
  const { caseView } = useRoom()
  if (caseView === null) throw new Error('a case screen shows without a case')
  return caseView
}
