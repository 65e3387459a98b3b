// One kept picture, shown to whoever may read the case. It goes from the Vault's memory into this window's and nowhere else.
import { Facts, Mono } from '../components/facts'
import { Page } from '../components/page'
import { ExhibitPicture } from './record/exhibit-picture'
import type { Place } from '../room/place'
import { useCase, useRoom } from '../room/room-context'
import { tellGroups, tellSize } from '../words/figures'
import { tellMoment } from '../words/moments'

export function Exhibit() {
  const { place } = useRoom()
  const { state } = useCase()
  const exhibit = state.exhibits.find((item) => item.number === place.exhibit)
  const back: Place = { at: place.from ?? (state.closed ? 'closed' : 'review') }
  if (!exhibit || exhibit.sealed)
    return (
      <Page title="This exhibit is not shown" back={back}>
        <p>It was sealed when the review was stopped. It is not shown, printed or handed over.</p>
      </Page>
    )
  return (
    <Page
      title={`Exhibit ${exhibit.number}`}
      caption={exhibit.title}
      back={back}
      aside={
        <Facts
          title="This exhibit"
          facts={[
            { name: 'Address', value: <span className="written">{exhibit.url}</span> },
            { name: 'Taken', value: tellMoment(exhibit.takenAt) },
            {
              name: 'Picture',
              value: `${exhibit.widthPx.toLocaleString('en-GB')} × ${exhibit.heightPx.toLocaleString('en-GB')}, ${tellSize(exhibit.sizeBytes)}`,
            },
            { name: 'SHA-256', value: <Mono>{tellGroups(exhibit.blob)}</Mono> },
            { name: 'Log entry', value: String(exhibit.seq) },
          ]}
        />
      }
    >
      <ExhibitPicture number={exhibit.number} />
    </Page>
  )
}
