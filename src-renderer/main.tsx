// Puts the Face into its window.
import './without-eval'
import { createRoot } from 'react-dom/client'
import '@fontsource/atkinson-hyperlegible-mono/400.css'
import '@fontsource/atkinson-hyperlegible-mono/700.css'
import '@fontsource/atkinson-hyperlegible-next/400.css'
import '@fontsource/atkinson-hyperlegible-next/600.css'
import '@fontsource/atkinson-hyperlegible-next/700.css'
import './styles/face.scss'
import { App } from './app'
import { RoomProvider } from './room/room-provider'

const place = document.getElementById('face')
if (place) {
  createRoot(place).render(
    <RoomProvider>
      <App />
    </RoomProvider>,
  )
}
