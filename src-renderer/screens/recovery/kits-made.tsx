// The kits are made: where the sheets lie, and that they are printed, put away and deleted now.
import type { Output } from 'shared/contract'
import { Go } from '../../components/go'
import { Page } from '../../components/page'
import { SheetsOnDisk } from '../../components/sheets-on-disk'
import { Warning } from '../../components/words'
import type { Place } from '../../room/place'
import { useKnownRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'
import { SavedWords } from '../closed/document-list'
import { CasesToSeal } from './cases-to-seal'

export function KitsMade({ made, back }: { readonly made: Output<'recovery.make'>; readonly back: Place }) {
  const { recovery } = useKnownRoom()
  const areGone = recovery?.sheetsOnDisk.length === 0
  return (
    <Page title={`Recovery kits ${joinNames(made.kits)} are made`} caption="Recovery kits">
      <div role="status">
        <SavedWords saved={made} />
      </div>
      <Warning>{made.warning}</Warning>
      <ol className="govuk-list govuk-list--number">
        <li>Show the folder, open the file and print it. Each kit is one sheet.</li>
        <li>Put each sheet into an envelope of its own, sign over the seal, and lock them in the safe.</li>
        <li>Delete the file, and empty the recycle bin.</li>
        <li>Come back here and look whether it is gone.</li>
      </ol>
      <SheetsOnDisk />
      <CasesToSeal />
      <p>
        <Go to={back} className={areGone ? 'govuk-button' : 'govuk-link'}>
          {areGone ? 'Go on' : 'Go on, and delete the file later'}
        </Go>
      </p>
    </Page>
  )
}
