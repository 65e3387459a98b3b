// Reading again whenever something grew. One reading at a time: what grows meanwhile is read once more afterwards, so that a site that
// floods the log neither starves the screen nor piles up questions.
import { useEffect, useRef } from 'react'

/**
 * @param grown changes whenever there is something new to read
 * @param read reads it; handles its own failures
 */
export function useReadAgain(grown: unknown, read: () => Promise<void>): void {
  const turn = useRef({ reading: false, wanted: 0 })
  const latest = useRef(read)

  useEffect(() => {
    latest.current = read
  })

  useEffect(() => {
    const now = turn.current
    now.wanted += 1
    if (now.reading) return
    now.reading = true
    const readOn = async () => {
      for (let done = 0; done !== now.wanted;) {
        done = now.wanted
        await latest.current()
      }
      now.reading = false
    }
    void readOn()
  }, [grown])
}
