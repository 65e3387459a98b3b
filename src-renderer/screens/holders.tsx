// Who may open a case that is already authorised: somebody else is named, or somebody who leaves is taken out.
import { useState } from 'react'
import { CheckHolders } from './holders/check-holders'
import { ChooseHolders, type HoldersChosen } from './holders/choose-holders'

export function Holders() {
  const [chosen, setChosen] = useState<HoldersChosen>({ add: [], remove: [] })
  const [checking, setChecking] = useState(false)
  return checking ? (
    <CheckHolders chosen={chosen} back={() => setChecking(false)} />
  ) : (
    <ChooseHolders
      chosen={chosen}
      go={(now) => {
        setChosen(now)
        setChecking(true)
      }}
    />
  )
}
