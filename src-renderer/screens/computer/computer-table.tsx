// The computer that the case was opened on beside the one that is here now; what differs is marked in words.
import type { Output } from 'shared/contract'
import type { ComputerIdentity } from 'shared/parts'
import { Tag } from '../../components/tag'
import { tellEnds } from '../../words/figures'

type Seen = Output<'computer.identify'>

const rows = [
  { field: 'maker', title: 'Maker' },
  { field: 'model', title: 'Model' },
  { field: 'serial', title: 'Serial number' },
  { field: 'os', title: 'System' },
  { field: 'hostname', title: 'Name on the network' },
  { field: 'machine', title: 'Fingerprint' },
] as const

export const isSameComputer = (before: Seen, seen: Seen): boolean => rows.every(({ field }) => before[field] === seen[field])

export function ComputerTable({ before, seen }: { readonly before: ComputerIdentity; readonly seen: Seen | null }) {
  const tell = (field: (typeof rows)[number]['field'], value: string) =>
    field === 'machine' ? tellEnds(value) : value || 'It does not say'
  return (
    <table className="govuk-table computer">
      <caption className="govuk-table__caption govuk-table__caption--s">{before.location}</caption>
      <thead className="govuk-table__head">
        <tr>
          <td className="govuk-table__header" />
          <th scope="col" className="govuk-table__header">
            When the case was opened
          </th>
          <th scope="col" className="govuk-table__header">
            Now
          </th>
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {rows.map(({ field, title }) => (
          <tr key={field} className="govuk-table__row">
            <th scope="row" className="govuk-table__header">
              {title}
            </th>
            <td className={`govuk-table__cell${field === 'machine' ? ' mono' : ''}`}>{tell(field, before[field])}</td>
            <td className={`govuk-table__cell${field === 'machine' ? ' mono' : ''}`}>
              {seen === null ? 'Looking…' : tell(field, seen[field])}{' '}
              {seen !== null && seen[field] !== before[field] && <Tag tone="yellow">Different</Tag>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
