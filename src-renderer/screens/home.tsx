// The cases, and where a new one begins. Alone, the head and the DSL find the closed ones here.
import { mayDo } from 'shared/roles'
import { Alerts } from '../components/alerts'
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { SheetsOnDisk } from '../components/sheets-on-disk'
import { Box } from '../components/words'
import { useKnownRoom, useRoom } from '../room/room-context'
import { tellShortDay } from '../words/moments'
import { CaseTable } from './home/case-table'
import { NoCases } from './home/no-cases'
import { useCases } from './home/use-cases'

export function Home() {
  const { room, present, halt } = useKnownRoom()
  const { go } = useRoom()
  const { cases, fault } = useCases()
  const pair = room === 'pair'
  const dsl = !pair && present.some((person) => mayDo(person.role, 'dsl-review'))
  return (
    <Page title={pair ? 'Cases' : dsl ? 'Closed cases to review' : 'Closed cases'} shape="list" aside={<Beside pair={pair} />}>
      {halt && (
        <Box title="This computer is halted" tone="red">
          <p>No site can be opened here until two people record a police reference.</p>
          <Go to={{ at: 'halted' }}>See what to do</Go>
        </Box>
      )}
      <Alerts />
      <SheetsOnDisk />
      {pair && (
        <Button type="button" onClick={() => go({ at: 'report' })}>
          Report suspected misuse
        </Button>
      )}
      {fault !== null && <p role="alert">{fault}</p>}
      {cases === null && fault === null && (
        <p className="caption" role="status">
          Reading the list of cases…
        </p>
      )}
      {cases !== null && (cases.length === 0 ? <NoCases pair={pair} /> : <CaseTable cases={cases} pair={pair} />)}
    </Page>
  )
}

function Beside({ pair }: { readonly pair: boolean }) {
  const { people, present, recovery } = useKnownRoom()
  const mayAdd = !pair && present.some((person) => mayDo(person.role, 'administer'))
  return (
    <>
      {pair ? (
        <Box title="One case at a time">
          <p>Open a case from the list to go on with it. Every case needs two of the people who hold its key.</p>
        </Box>
      ) : (
        <Box title="You are here alone">
          <p>You can read closed cases. Nothing in them can be changed, and no site can be opened.</p>
        </Box>
      )}
      {mayAdd && (
        <>
          <Box title="People" tone="grey">
            <p>{people.length} people have a passphrase of their own.</p>
            <Go to={{ at: 'people' }}>See and add people</Go>
          </Box>
          <Box title="Recovery kits" tone={recovery === null ? 'red' : 'grey'}>
            <p>
              {recovery === null
                ? 'None are in the safe yet. If passphrases are forgotten, nothing opens the cases.'
                : `Made ${tellShortDay(recovery.madeAt)}, for the school’s safe.`}
            </p>
            <Go to={{ at: 'recovery' }}>{recovery === null ? 'Make the recovery kits' : 'See the recovery kits'}</Go>
          </Box>
        </>
      )}
      <Box title={pair ? 'Your passphrases' : 'Your passphrase'} tone="grey">
        <p>Change it when somebody may have seen you type it.</p>
        <Go to={{ at: 'passphrase' }}>Change your passphrase</Go>
      </Box>
    </>
  )
}
