// The concerns described so far.
import { Written } from '../../components/facts'
import { useCase } from '../../room/room-context'
import { tellSecond } from '../../words/moments'
import { shortAddress } from 'shared/timeline'

export function ConcernList() {
  const { state, policy } = useCase()
  if (state.concerns.length === 0)
    return (
      <div className="empty">
        <p>
          <b>No concern described yet.</b>
        </p>
        <p>
          When a page gives cause for concern, say in words what you see and which kind it is. Words come first; a picture is only kept if
          you both agree.
        </p>
      </div>
    )
  return (
    <ul className="entries">
      {state.concerns.map((concern) => (
        <li key={concern.concernId}>
          <b>{policy.categories.find((category) => category.id === concern.categoryId)?.title ?? concern.categoryId}</b>
          <p className="entries__when">
            {tellSecond(concern.at)} · {shortAddress(concern.url)}
          </p>
          <Written>{concern.words}</Written>
        </li>
      ))}
    </ul>
  )
}
