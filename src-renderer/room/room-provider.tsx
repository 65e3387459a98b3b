// Keeps what the Face knows up to date: asks once at the start, then listens, and reads the case again whenever its log grew.
import { useCallback, useEffect, useMemo, useReducer, type ReactNode } from 'react'
import type { CaseView, RoomState } from 'shared/contract'
import type { ViewState } from 'shared/view-state'
import { call, listen, tellFailure } from '../desk'
import type { Place } from './place'
import { RoomContext, type StopCause } from './room-context'
import { changeFace, unknownFace } from './room-reducer'
import { useReadAgain } from './use-read-again'

export function RoomProvider({ children }: { readonly children: ReactNode }) {
  const [face, tell] = useReducer(changeFace, unknownFace)
  const openCase = face.room?.openCase ?? null

  const announce = useCallback((sentence: string | null) => tell({ tell: 'announcement', sentence }), [])

  useEffect(() => {
    const end = listen((notice) => tell({ tell: 'notice', notice }))
    const ask = async () => {
      tell({ tell: 'room', room: await call('room.state', {}) })
      tell({ tell: 'view', view: await call('view.state', {}) })
    }
    ask().catch((error: unknown) => tell({ tell: 'announcement', sentence: tellFailure(error).sentence }))
    return end
  }, [])

  useReadAgain(`${openCase ?? ''} ${face.logSeq}`, async () => {
    if (openCase === null) return
    try {
      tell({ tell: 'case-read', view: await call('case.view', {}) })
    } catch (error) {
      tell({ tell: 'case-unread', caseId: openCase, sentence: tellFailure(error).sentence })
    }
  })

  const stop = useCallback(
    (cause: StopCause) => {
      tell({ tell: 'stopping', stopping: true })
      call('halt', { categoryId: null, ...cause })
        .then((room) => tell({ tell: 'room', room }))
        .catch((error: unknown) => announce(tellFailure(error).sentence))
    },
    [announce],
  )

  const actions = useMemo(
    () => ({
      go: (place: Place) => tell({ tell: 'place', place }),
      takeRoom: (room: RoomState) => tell({ tell: 'room', room }),
      takeCase: (view: CaseView) => tell({ tell: 'case', view }),
      takeView: (view: ViewState) => tell({ tell: 'view', view }),
      setBlank: (blank: boolean) => tell({ tell: 'blank', blank }),
      announce,
      stop,
    }),
    [announce, stop],
  )
  const value = useMemo(() => ({ ...face, ...actions }), [face, actions])
  return <RoomContext value={value}>{children}</RoomContext>
}
