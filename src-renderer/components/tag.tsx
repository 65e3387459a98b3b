// A status in words; the colour only repeats them.
export type TagTone = 'green' | 'blue' | 'yellow' | 'red' | 'grey'

export function Tag({ tone, children }: { readonly tone: TagTone; readonly children: string }) {
  return <strong className={`tag tag--${tone}`}>{children}</strong>
}
