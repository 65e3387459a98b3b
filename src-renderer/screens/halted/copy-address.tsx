// The address as text, to be read out or pasted into a report. It is never opened.
import { useRef, useState } from 'react'

export function CopyAddress({ url }: { readonly url: string }) {
  const words = useRef<HTMLElement>(null)
  const [said, setSaid] = useState('')
  const copy = () => {
    navigator.clipboard
      .writeText(url)
      .then(() => setSaid('Copied as text. Do not open it.'))
      .catch(() => {
        // Without the clipboard the address is marked, so that the keyboard can copy it.
        if (words.current) getSelection()?.selectAllChildren(words.current)
        setSaid('The address is marked. Press Ctrl and C to copy it. Do not open it.')
      })
  }
  return (
    <>
      <p>
        <code className="mono written" ref={words}>
          {url}
        </code>
      </p>
      <p className="no-print">
        <button type="button" className="link-button" onClick={copy}>
          Copy the address as text
        </button>
      </p>
      <p role="status" className="no-print">
        {said}
      </p>
    </>
  )
}
