// One screen: its heading, the problems on top, the one thing to do, and beside it what helps to decide. Coming to a screen puts
// the focus where reading or typing begins.
import { useEffect, useRef, type ReactNode } from 'react'
import type { Place } from '../room/place'
import { useRoom } from '../room/room-context'
import { Announcement } from './announcement'
import { ErrorSummary } from './error-summary'
import { BackLink } from './go'
import type { Form } from './use-form'

interface PageProps {
  /** The heading, and the window's title. */
  readonly title: string
  /** A field of the page carries the heading itself (one question a page). */
  readonly titleInField?: boolean
  readonly caption?: ReactNode
  readonly back?: Place | (() => void)
  readonly form?: Pick<Form<unknown>, 'faults' | 'refusal' | 'attempt'>
  readonly aside?: ReactNode
  /** Where the focus goes on arriving. */
  readonly focus?: 'heading' | 'field'
  /** `wide` for what reads as one sheet; `list` for a table with a little beside it; `guidance` for steps to follow. */
  readonly shape?: 'usual' | 'wide' | 'list' | 'guidance'
  readonly children: ReactNode
}

export function Page({ title, titleInField = false, caption, back, form, aside, focus = 'heading', shape = 'usual', children }: PageProps) {
  const { caseView, room } = useRoom()
  const main = useRef<HTMLElement>(null)
  const reference = caseView?.state.opened?.reference ?? room?.halt?.reference ?? ''
  const hasFaults = form !== undefined && (form.refusal !== null || Object.keys(form.faults).length > 0)

  useEffect(() => {
    document.title = [hasFaults ? `Error: ${title}` : title, reference, 'Incident Room'].filter((part) => part !== '').join(' · ')
  }, [title, reference, hasFaults])

  useEffect(() => {
    const field = focus === 'field' ? main.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select') : null
    const target = field ?? main.current?.querySelector<HTMLElement>('h1')
    if (target && !field) target.tabIndex = -1
    target?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [focus])

  return (
    <main id="main" ref={main} className="page" tabIndex={-1}>
      {back !== undefined && <BackLink to={back} />}
      <div className={`columns columns--${shape}`}>
        <div className="columns__main">
          {shape !== 'guidance' && <Announcement />}
          {form && <ErrorSummary form={form} />}
          {caption !== undefined && <p className="caption">{caption}</p>}
          {!titleInField && <h1 className="heading">{title}</h1>}
          {children}
          {/* Nothing comes before what to do now. */}
          {shape === 'guidance' && <Announcement />}
        </div>
        {aside !== undefined && <aside className="columns__aside">{aside}</aside>}
      </div>
    </main>
  )
}
