// Beside the steps: what not to do, the address as text, that the computer is locked, and where the guidance comes from.
import type { RoomState } from 'shared/contract'
import { isPastReview } from 'shared/policy'
import { Box } from '../../components/words'
import { useRoom } from '../../room/room-context'
import { tellDay } from '../../words/moments'
import { CopyAddress } from './copy-address'

interface GuidanceBesideProps {
  readonly halt: NonNullable<RoomState['halt']>
  /** Where the review stopped; null before both have signed in, and where nothing was open. */
  readonly url: string | null
}

export function GuidanceBeside({ halt, url }: GuidanceBesideProps) {
  const { guidance } = halt
  return (
    <>
      <Box title="Do not" tone="red">
        <ul className="govuk-list govuk-list--bullet">
          {guidance.doNot.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </Box>
      {(guidance.report !== undefined || url !== null) && (
        <Box title={guidance.report?.title ?? 'The address'}>
          {guidance.report && <p>{guidance.report.text}</p>}
          <ReportContact halt={halt} />
          {url !== null && <CopyAddress url={url} />}
        </Box>
      )}
      {guidance.why && (
        <Box title={guidance.why.title}>
          <p>{guidance.why.text}</p>
        </Box>
      )}
      <Box title="This computer is locked" tone="grey">
        <p>No site can be opened here until two people record a police reference.</p>
        <p className="no-print">
          <button type="button" className="link-button" onClick={() => window.print()}>
            Print this page
          </button>
        </p>
        <Provenance halt={halt} />
      </Box>
    </>
  )
}

/** How to reach whoever takes the report. Text only: nothing here is ever opened. */
function ReportContact({ halt }: { readonly halt: GuidanceBesideProps['halt'] }) {
  const { caseView } = useRoom()
  const contact = caseView?.policy.contacts.find(({ id }) => id === halt.guidance.report?.contact)
  if (!contact) return null
  const reach = [contact.phone, contact.web?.replace(/^https:\/\//, '') ?? null].filter((way) => way !== null)
  if (reach.length === 0) return null
  return (
    <p>
      {contact.title}: <b>{reach.join(', ')}</b>
    </p>
  )
}

function Provenance({ halt: { guidance } }: { readonly halt: GuidanceBesideProps['halt'] }) {
  const today = new Intl.DateTimeFormat('en-CA').format(new Date())
  return (
    <p className="small">
      Guidance from {guidance.source}, checked {tellDay(guidance.checkedOn)}.
      {isPastReview(guidance, today) && (
        <b> It was due for review on {tellDay(guidance.reviewBy)}: ask the police whether it still holds.</b>
      )}
    </p>
  )
}
