// Who has agreed to a picture of the page on view. The Vault holds it, bound to the page and to a few minutes; it is read again when
// the page changes and every so often while it stands.
import { useEffect, useState } from 'react'
import type { Agreement } from 'shared/contract'
import { call, tellFailure } from '../../desk'
import { useRoom } from '../../room/room-context'

const readAgainMs = 15_000

export interface HeldAgreement {
  readonly agreement: Agreement | null
  readonly fault: string | null
  readonly setFault: (sentence: string | null) => void
  readonly take: (agreement: Agreement) => void
}

export function useAgreement(visitId: string | null): HeldAgreement {
  const { logSeq } = useRoom()
  const [agreement, setAgreement] = useState<Agreement | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const stands = (agreement?.agreed.length ?? 0) > 0

  useEffect(() => {
    if (visitId === null) return
    let current = true
    const read = () => {
      call('capture.agreement', {})
        .then((held) => {
          if (current) setAgreement(held)
        })
        .catch((error: unknown) => {
          if (current) setFault(tellFailure(error).sentence)
        })
    }
    read()
    const timer = stands ? setInterval(read, readAgainMs) : undefined
    return () => {
      current = false
      clearInterval(timer)
    }
  }, [visitId, logSeq, stands])

  return {
    agreement: visitId === null ? null : agreement,
    fault,
    setFault,
    take: (held) => {
      setFault(null)
      setAgreement(held)
    },
  }
}
