// The list of cases, read again whenever a log grew.
import { useEffect, useState } from 'react'
import type { CaseListing } from 'shared/contract'
import { call, tellFailure } from '../../desk'
import { useRoom } from '../../room/room-context'

interface Cases {
  /** null until they are read. */
  readonly cases: readonly CaseListing[] | null
  readonly fault: string | null
}

export function useCases(): Cases {
  const { logSeq } = useRoom()
  const [cases, setCases] = useState<readonly CaseListing[] | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    call('case.list', {})
      .then((list) => {
        if (current) setCases(list)
      })
      .catch((error: unknown) => {
        if (current) setFault(tellFailure(error).sentence)
      })
    return () => {
      current = false
    }
  }, [logSeq])
  return { cases, fault }
}
