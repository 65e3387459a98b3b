// The receipt of a kept picture: which exhibit, which bytes, and its SHA-256 in full.
import { useEffect, useRef } from 'react'
import type { Output } from 'shared/contract'
import { Button, LinkButton } from '../../components/button'
import { tellGroups, tellSize } from '../../words/figures'
import { tellSecond } from '../../words/moments'
import { shortAddress } from 'shared/timeline'

interface ReceiptProps {
  readonly receipt: Output<'capture.take'>
  readonly describe: () => void
  readonly done: () => void
}

export function Receipt({ receipt, describe, done }: ReceiptProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="keep receipt">
      <h2 className="receipt__title" ref={heading} tabIndex={-1}>
        <span aria-hidden="true">✓ </span>Exhibit {receipt.number} kept by both
      </h2>
      <dl className="receipt__facts">
        <dt>Page</dt>
        <dd>{shortAddress(receipt.url)}</dd>
        <dt>Taken</dt>
        <dd>
          {tellSecond(receipt.takenAt)}, log entry {receipt.seq}
        </dd>
        <dt>Picture</dt>
        <dd>
          {receipt.widthPx.toLocaleString('en-GB')} × {receipt.heightPx.toLocaleString('en-GB')}, {tellSize(receipt.sizeBytes)}
        </dd>
        <dt>SHA-256</dt>
        <dd className="mono receipt__hash">{tellGroups(receipt.sha256)}</dd>
      </dl>
      <div className="keep__acts">
        <Button type="button" kind="second" onClick={done}>
          Carry on
        </Button>
        <LinkButton onClick={describe}>Describe a concern</LinkButton>
      </div>
    </div>
  )
}
