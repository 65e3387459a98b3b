// The record of the halt, once both are signed in: after a restart the halted case is opened for them, to be written in.
import { useEffect, useState } from 'react'
import type { CaseView } from 'shared/contract'
import { call, tellFailure } from '../../desk'
import { useKnownRoom, useRoom } from '../../room/room-context'

export interface HaltedCase {
  readonly caseView: CaseView | null
  /** Why it could not be opened, such as that these two hold no part of its key. */
  readonly fault: string | null
}

export function useHaltedCase(): HaltedCase {
  const { caseView, takeCase } = useRoom()
  const { halt, room, openCase, declarationDue } = useKnownRoom()
  const [fault, setFault] = useState<string | null>(null)
  const wanted = room === 'pair' && openCase === null && declarationDue.length === 0 ? (halt?.caseId ?? null) : null

  useEffect(() => {
    if (wanted === null) return
    let current = true
    call('case.open', { caseId: wanted })
      .then((view) => {
        if (current) takeCase(view)
      })
      .catch((error: unknown) => {
        if (current) setFault(tellFailure(error).sentence)
      })
    return () => {
      current = false
    }
  }, [wanted, takeCase])

  return { caseView, fault }
}
