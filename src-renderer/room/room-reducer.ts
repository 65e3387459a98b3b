// How what is told changes what is shown. Pure: one message, one new state.
import type { CaseView, Notice, RoomState } from 'shared/contract'
import { noView, type ViewState } from 'shared/view-state'
import type { Place } from './place'
import type { Face } from './room-context'

export type Message =
  | { readonly tell: 'room'; readonly room: RoomState }
  | { readonly tell: 'case'; readonly view: CaseView }
  | { readonly tell: 'case-read'; readonly view: CaseView }
  | { readonly tell: 'case-unread'; readonly caseId: string; readonly sentence: string }
  | { readonly tell: 'view'; readonly view: ViewState }
  | { readonly tell: 'place'; readonly place: Place }
  | { readonly tell: 'announcement'; readonly sentence: string | null }
  | { readonly tell: 'notice'; readonly notice: Notice }
  | { readonly tell: 'stopping'; readonly stopping: boolean }
  | { readonly tell: 'blank'; readonly blank: boolean }

export const unknownFace: Face = {
  room: null,
  caseView: null,
  view: noView,
  place: { at: 'home' },
  stopping: false,
  blank: false,
  work: null,
  announcement: null,
  logSeq: 0,
}

export function changeFace(face: Face, message: Message): Face {
  switch (message.tell) {
    case 'room':
      return takeRoom(face, message.room)
    case 'case':
      return takeCase(face, message.view)
    case 'case-read':
      return readCase(face, message.view)
    case 'case-unread':
      return face.room?.openCase === message.caseId ? { ...face, announcement: message.sentence } : face
    case 'view':
      return { ...face, view: message.view }
    case 'place':
      return { ...face, place: message.place, announcement: null }
    case 'announcement':
      return { ...face, announcement: message.sentence }
    case 'stopping':
      return { ...face, stopping: message.stopping, blank: !message.stopping && face.blank, view: message.stopping ? noView : face.view }
    case 'blank':
      return { ...face, blank: message.blank && mayBlank(face) }
    case 'notice':
      return takeNotice(face, message.notice)
  }
}

/** While somebody is signed in. After STOP what to do next is shown, and nothing comes before that. */
export function mayBlank({ room, stopping }: Pick<Face, 'room' | 'stopping'>): boolean {
  return !stopping && room !== null && room.present.length > 0
}

/** An answer to opening a case can come before the notice that the room changed. */
function takeCase(face: Face, caseView: CaseView): Face {
  const room = face.room && {
    ...face.room,
    openCase: caseView.caseId,
    openReference: caseView.state.opened?.reference ?? null,
    openCaseClosed: caseView.state.closed !== null,
  }
  return { ...face, room, caseView, logSeq: Math.max(face.logSeq, caseView.state.head.seq) }
}

/** A case read in the background counts only while it is still the open one, and never sets the screen back. */
function readCase(face: Face, caseView: CaseView): Face {
  const { room, caseView: shown } = face
  if (room?.openCase !== caseView.caseId) return face
  if (shown?.caseId === caseView.caseId && shown.state.head.seq > caseView.state.head.seq) return face
  return { ...face, caseView }
}

/** A halt that has come back ends the passing screen; a case that is no longer open is forgotten at once. */
function takeRoom(face: Face, room: RoomState): Face {
  const sameCase = room.openCase !== null && face.caseView?.caseId === room.openCase
  const newlyHalted = room.halt !== null && room.room !== 'alone' && face.room?.halt == null
  return {
    ...face,
    room,
    caseView: sameCase ? face.caseView : null,
    stopping: room.halt === null ? face.stopping : false,
    blank: face.blank && !newlyHalted && room.present.length > 0,
    place: newlyHalted ? { at: 'halted' } : face.place,
    logSeq: sameCase ? face.logSeq : 0,
  }
}

function takeNotice(face: Face, notice: Notice): Face {
  switch (notice.name) {
    case 'log.grew':
      return { ...face, logSeq: notice.body.seq }
    case 'room.changed':
      return takeRoom(face, notice.body)
    case 'view.changed':
      return { ...face, view: notice.body }
    case 'halted':
      return { ...face, stopping: face.room?.halt == null, blank: false, view: noView }
    case 'work.progress':
      return { ...face, work: notice.body.done ? null : notice.body }
    case 'block-page.recognised':
      return { ...face, announcement: notice.body.sentence }
    case 'vault.restarted':
      return { ...face, announcement: notice.body.sentence, caseView: null, work: null }
  }
}
