// The head hands a closed case over: a signed, encrypted file, and a passphrase that travels another way.
import { useState } from 'react'
import type { Output } from 'shared/contract'
import { HandedOver } from './handover/handed-over'
import { HandoverForm } from './handover/handover-form'

export function Handover() {
  const [made, setMade] = useState<Output<'handover.export'> | null>(null)
  return made ? <HandedOver made={made} /> : <HandoverForm done={setMade} />
}
