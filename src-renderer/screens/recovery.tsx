// Recovery kits for the school's safe: the head has them printed, so that a case can still be opened when nobody's passphrase does.
import { useState } from 'react'
import type { Output } from 'shared/contract'
import { useRoom } from '../room/room-context'
import { KitsMade } from './recovery/kits-made'
import { MakeKits } from './recovery/make-kits'

export function Recovery() {
  const { place } = useRoom()
  const [made, setMade] = useState<Output<'recovery.make'> | null>(null)
  const back = { at: place.from ?? 'home' } as const
  return made ? <KitsMade made={made} back={back} /> : <MakeKits back={back} done={setMade} />
}
