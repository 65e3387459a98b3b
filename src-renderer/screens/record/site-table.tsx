// Every address of the review against the concern it gave and the exhibit kept of it: the table of the retained form.
import type { CaseState } from 'shared/case-state'
import { shortAddress, tellVisit } from 'shared/timeline'
import { Written } from '../../components/facts'
import { Go } from '../../components/go'
import { useCase, useRoom } from '../../room/room-context'
import { tellSecond } from '../../words/moments'

export function SiteTable({ state }: { readonly state: CaseState }) {
  const { policy } = useCase()
  const { place } = useRoom()
  if (state.visits.length === 0) return <p className="empty">No site was opened.</p>
  const titleOf = (id: string) => policy.categories.find((category) => category.id === id)?.title ?? id
  return (
    <table className="govuk-table sites">
      <caption className="govuk-visually-hidden">Sites that were opened</caption>
      <thead className="govuk-table__head">
        <tr>
          {['Time', 'Address', 'Reason for concern', 'Exhibits'].map((heading) => (
            <th key={heading} scope="col" className="govuk-table__header">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {state.visits.map((visit) => (
          <tr key={visit.visitId} className="govuk-table__row">
            <td className="govuk-table__cell sites__time">{tellSecond(visit.at)}</td>
            <th scope="row" className="govuk-table__header sites__address">
              {shortAddress(visit.record?.finalUrl ?? visit.url)}
              <span className="sites__note">{visit.record ? tellVisit(visit.record) : 'No answer was recorded'}</span>
            </th>
            <td className="govuk-table__cell">
              {state.concerns
                .filter((concern) => concern.visitId === visit.visitId)
                .map((concern) => (
                  <p key={concern.concernId} className="sites__concern">
                    <b>{titleOf(concern.categoryId)}.</b> <Written>{concern.words}</Written>
                  </p>
                ))}
            </td>
            <td className="govuk-table__cell">
              {state.exhibits
                .filter((exhibit) => exhibit.visitId === visit.visitId)
                .map((exhibit) =>
                  exhibit.sealed ? (
                    <p key={exhibit.number}>{exhibit.number}, sealed</p>
                  ) : (
                    <p key={exhibit.number}>
                      <Go to={{ at: 'exhibit', exhibit: exhibit.number, from: place.at }}>
                        <span className="govuk-visually-hidden">Exhibit </span>
                        {exhibit.number}
                      </Go>
                    </p>
                  ),
                )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
