// A category of the police was chosen: what one press does now. There is no further question after it.
import type { Category } from 'shared/policy'
import { Button } from '../../components/button'
import { useRoom } from '../../room/room-context'

export function HaltBox({ category }: { readonly category: Category }) {
  const { stop } = useRoom()
  const stops = category.effect === 'stop'
  return (
    <div className="halt-box">
      <p>
        <b>{category.title}</b>
        {category.law !== null && <> ({category.law})</>} goes to the police.
      </p>
      <p>
        {stops
          ? 'The page goes blank and off the network at once. No picture of it is kept, and any kept earlier is sealed.'
          : 'The page closes and the review halts. Pictures that you both kept before stay evidence.'}{' '}
        What to do next is shown. You can add words afterwards.
      </p>
      <Button type="button" kind="warning" onClick={() => stop({ cause: 'category', categoryId: category.id })}>
        {stops ? 'Stop the review now' : 'Halt the review now'}
      </Button>
    </div>
  )
}
