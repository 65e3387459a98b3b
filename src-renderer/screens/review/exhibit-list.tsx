// The pictures that both kept, by number, with the ends of their SHA-256.
import { Mono } from '../../components/facts'
import { Go } from '../../components/go'
import { Tag } from '../../components/tag'
import { useCase } from '../../room/room-context'
import { tellEnds, tellSize } from '../../words/figures'
import { tellSecond } from '../../words/moments'
import { shortAddress } from 'shared/timeline'

export function ExhibitList() {
  const { state } = useCase()
  if (state.exhibits.length === 0)
    return (
      <div className="empty">
        <p>
          <b>No picture kept yet.</b>
        </p>
        <p>A picture of a page is kept only after each of you has agreed with your own PIN. Nothing is kept by itself.</p>
      </div>
    )
  return (
    <ul className="entries">
      {state.exhibits.map((exhibit) => (
        <li key={exhibit.number}>
          {exhibit.sealed ? (
            <>
              <b>Exhibit {exhibit.number}</b> <Tag tone="red">Sealed</Tag>
              <p className="entries__when">It is not shown, printed or handed over. Only the police can ask for it.</p>
            </>
          ) : (
            <>
              <Go to={{ at: 'exhibit', exhibit: exhibit.number }}>Exhibit {exhibit.number}</Go>
              <p className="entries__when">
                {tellSecond(exhibit.takenAt)} · {shortAddress(exhibit.url)}
              </p>
              <p className="entries__when">
                {exhibit.widthPx.toLocaleString('en-GB')} × {exhibit.heightPx.toLocaleString('en-GB')} · {tellSize(exhibit.sizeBytes)}
              </p>
            </>
          )}
          <Mono>{tellEnds(exhibit.blob)}</Mono>
        </li>
      ))}
    </ul>
  )
}
