// The list of cases: reference, when, about whom, by whom, and where each stands.
import { useState } from 'react'
import type { CaseListing } from 'shared/contract'
import { LinkButton } from '../../components/button'
import { Tag } from '../../components/tag'
import { call, tellFailure } from '../../desk'
import { useRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'
import { tellShortDay } from '../../words/moments'
import { caseStatuses, subjectKinds } from '../../words/subjects'

export function CaseTable({ cases, pair }: { readonly cases: readonly CaseListing[]; readonly pair: boolean }) {
  const { takeCase, go } = useRoom()
  const [fault, setFault] = useState<string | null>(null)
  const [opening, setOpening] = useState<string | null>(null)
  const open = ({ caseId }: CaseListing) => {
    setFault(null)
    setOpening(caseId)
    call('case.open', { caseId })
      .then((view) => {
        go({ at: view.state.closed ? 'closed' : 'tasks' })
        takeCase(view)
      })
      .catch((error: unknown) => setFault(tellFailure(error).sentence))
      .finally(() => setOpening(null))
  }
  return (
    <>
      {fault !== null && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <table className="govuk-table cases">
        <caption className="govuk-visually-hidden">Cases, newest first</caption>
        <thead className="govuk-table__head">
          <tr>
            {['Case', 'Opened', 'About', 'Opened by', 'Status'].map((heading) => (
              <th key={heading} scope="col" className="govuk-table__header">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {cases.map((item) => (
            <tr key={item.caseId} className="govuk-table__row">
              <th scope="row" className="govuk-table__header cases__reference">
                {item.mayOpen ? <LinkButton onClick={() => open(item)}>{item.reference}</LinkButton> : item.reference}
                {opening === item.caseId && <span className="cases__note">Opening…</span>}
                {!item.mayOpen && <span className="cases__note">{pair ? 'You hold no key to it' : 'Needs two people'}</span>}
              </th>
              <td className="govuk-table__cell nowrap">{tellShortDay(item.openedAt)}</td>
              <td className="govuk-table__cell">{subjectKinds[item.subjectKind]}</td>
              <td className="govuk-table__cell">{joinNames(item.openedBy)}</td>
              <td className="govuk-table__cell cases__status">
                <Tag tone={caseStatuses[item.status].tone}>{caseStatuses[item.status].words}</Tag>
                {item.disclosed && <Tag tone="grey">Handed over</Tag>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
