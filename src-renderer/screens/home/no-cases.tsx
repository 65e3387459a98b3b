// No case yet: what will happen once there is one.

const ahead = [
  { title: 'Report', words: 'Who reported what, and when. One question at a time.' },
  { title: 'Could it be illegal?', words: 'You both answer before any site is opened. If so, the police come first.' },
  { title: 'Authorise', words: 'The head says in writing who looks, why, and how far.' },
  { title: 'Review, together', words: 'Every address is recorded by itself. No picture is kept unless you both agree.' },
  { title: 'Decide, sign, close', words: 'You judge with reasons, choose actions, and both sign the record.' },
] as const

export function NoCases({ pair }: { readonly pair: boolean }) {
  if (!pair)
    return (
      <div className="empty">
        <h2 className="subheading">No closed case yet</h2>
        <p>A case comes here once two people have signed and closed it.</p>
      </div>
    )
  return (
    <div className="empty">
      <h2 className="subheading">No case yet</h2>
      <p>When somebody reports suspected misuse, start with the button above. This is what follows:</p>
      <ol className="ahead">
        {ahead.map(({ title, words }) => (
          <li key={title}>
            <div>
              <b>{title}</b>
              <p>{words}</p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
