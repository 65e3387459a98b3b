// The very first page: what Incident Room is for, what it needs, and one button.
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { Box } from '../../components/words'

export function StartPage({ go }: { readonly go: () => void }) {
  return (
    <Page title="Set up Incident Room" caption="For the one computer that your school sets aside" aside={<WhatItKeeps />}>
      <p className="lead">
        Incident Room walks two senior members of staff, together, through your school’s procedure for suspected online misuse. It records
        what they saw and decided, stops them the moment the law says they must stop, and makes signed documents that others can check.
      </p>
      <h2 className="subheading">What you need</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>this computer, which young people do not use and which the police could take away</li>
        <li>the headteacher, two more senior members of staff, and the designated safeguarding lead (DSL), one after the other</li>
        <li>about ten minutes; each person chooses and types their own passphrase</li>
      </ul>
      <p>You set up the school and the head now. The others can come later today, or another day.</p>
      <Button type="button" onClick={go}>
        Start now
      </Button>
    </Page>
  )
}

function WhatItKeeps() {
  return (
    <>
      <Box title="Three rules it keeps">
        <ul className="govuk-list govuk-list--bullet">
          <li>No picture is kept unless both agree.</li>
          <li>STOP always works, for either person, with one press.</li>
          <li>Nothing recorded is lost, and nothing is changed silently.</li>
        </ul>
      </Box>
      <Box title="Where things stay" tone="grey">
        <p>Everything stays on this computer, encrypted. Nothing is sent anywhere by itself.</p>
      </Box>
    </>
  )
}
