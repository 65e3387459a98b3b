// What has been recorded so far, in three tabs: the log as it grows, the concerns, the exhibits.
import { useRef, useState, type KeyboardEvent } from 'react'
import { Go } from '../../components/go'
import { Timeline } from '../../components/timeline'
import { useTimeline } from '../../components/use-timeline'
import { useCase } from '../../room/room-context'
import { ConcernList } from './concern-list'
import { ExhibitList } from './exhibit-list'

const tabIds = ['log', 'concerns', 'exhibits'] as const
type TabId = (typeof tabIds)[number]

export function RecordTabs() {
  const { state } = useCase()
  const [chosen, setChosen] = useState<TabId>('log')
  const tabs = useRef<HTMLDivElement>(null)
  const counts = { log: state.head.seq, concerns: state.concerns.length, exhibits: state.exhibits.length }
  const titles = { log: 'Log', concerns: 'Concerns', exhibits: 'Exhibits' }

  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = tabIds[(tabIds.indexOf(chosen) + by + tabIds.length) % tabIds.length] ?? 'log'
    setChosen(next)
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
  }

  return (
    <>
      <div className="tabs" role="tablist" aria-label="What has been recorded" ref={tabs}>
        {tabIds.map((id) => (
          <button
            key={id}
            type="button"
            id={`tab-${id}`}
            className="tabs__tab"
            role="tab"
            aria-selected={chosen === id}
            aria-controls="record-panel"
            tabIndex={chosen === id ? 0 : -1}
            onClick={() => setChosen(id)}
            onKeyDown={step}
          >
            {titles[id]} ({counts[id]})
          </button>
        ))}
      </div>
      <div id="record-panel" className="record" role="tabpanel" aria-labelledby={`tab-${chosen}`} tabIndex={0}>
        {chosen === 'log' && <LogTab />}
        {chosen === 'concerns' && <ConcernList />}
        {chosen === 'exhibits' && <ExhibitList />}
      </div>
    </>
  )
}

function LogTab() {
  const { entries, fault, reading } = useTimeline()
  return (
    <>
      {fault !== null && <p role="alert">{fault}</p>}
      {reading && entries.length === 0 && <p className="caption">Reading the log…</p>}
      <Timeline entries={entries} />
      <p className="record__end">
        <Go to={{ at: 'finish-review' }}>Finish the review</Go>
      </p>
    </>
  )
}
