// The frame of every screen: the bar, the clocks, and the one screen that belongs to the situation.
import { BlankScreen, useBlankKey } from './components/blank-screen'
import { ClockStrip } from './components/clock-strip'
import { useStopKey } from './components/stop-button'
import { TopBar } from './components/top-bar'
import { findScreen } from './room/place'
import { useRoom } from './room/room-context'
import { mayBlank } from './room/room-reducer'
import { screens } from './screens/screens'

export function App() {
  const face = useRoom()
  const screen = findScreen(face)
  const Screen = screens[screen]
  useStopKey(!face.stopping && face.room?.halt === null && face.room.present.length > 0)
  useBlankKey(mayBlank(face))
  return (
    <>
      {face.blank && <BlankScreen />}
      {/* Covered, not taken down: what somebody was typing is still there afterwards. */}
      <div className="shown" hidden={face.blank}>
        <a href="#main" className="govuk-skip-link" onClick={skipToMain}>
          Skip to the main part
        </a>
        <header className="top">
          <TopBar screen={screen} />
          <ClockStrip screen={screen} />
        </header>
        <Screen key={`${screen} ${face.place.exhibit ?? face.place.stepId ?? ''}`} />
      </div>
    </>
  )
}

function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
