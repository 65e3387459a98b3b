// The time of day, for whatever counts down on a screen.
import { useEffect, useState } from 'react'

/** @param everyMs how often it is looked at again */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
