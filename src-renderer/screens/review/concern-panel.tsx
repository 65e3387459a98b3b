// Describing a concern: what kind it is, then either the words for it or, for what goes to the police, one press that halts.
import { useEffect, useRef } from 'react'
import type { Category, Effect } from 'shared/policy'
import { Button, LinkButton } from '../../components/button'
import { Radio } from '../../components/choice-field'
import { ErrorSummary } from '../../components/error-summary'
import { FieldLegend, FieldWords } from '../../components/field'
import { TextArea } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { call } from '../../desk'
import { useCase, useRoom } from '../../room/room-context'
import { HaltBox } from './halt-box'

/** Strictest first, as in the policy. */
const groups: readonly { readonly effect: Effect; readonly title: string }[] = [
  { effect: 'stop', title: 'Goes to the police, the page is gone at once' },
  { effect: 'refer', title: 'Goes to the police, the review halts' },
  { effect: 'school', title: 'The school deals with it' },
  { effect: 'permitted', title: 'Depends on the school’s own table' },
]

export function ConcernPanel({ done }: { readonly done: () => void }) {
  const { takeCase } = useRoom()
  const { policy } = useCase()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const form = useForm(
    { categoryId: '', words: '' },
    {
      check: (values) => ({
        categoryId: ifEmpty(values.categoryId, 'Choose what kind of concern it is'),
        words: ifEmpty(values.words, 'Say in words what you see'),
      }),
      submit: async (values) => {
        takeCase(await call('concern.describe', values))
        done()
      },
    },
  )
  const { categoryId } = form.values
  const act = useRef<HTMLDivElement>(null)
  // What is shown for a choice takes height: keep the choice itself in sight, and then what it leads to, which matters more.
  useEffect(() => {
    if (categoryId === '') return
    document.getElementById(`kind-${categoryId}`)?.closest('.govuk-radios__item')?.scrollIntoView({ block: 'nearest' })
    act.current?.scrollIntoView({ block: 'nearest' })
  }, [categoryId])
  const chosen = policy.categories.find((category) => category.id === form.values.categoryId)
  const halts = chosen?.effect === 'stop' || chosen?.effect === 'refer'
  return (
    <form className="concern" noValidate onSubmit={halts ? (event) => event.preventDefault() : form.submit}>
      <div className="concern__kinds">
        <p className="concern__back">
          <LinkButton onClick={done}>Back to the log</LinkButton>
        </p>
        <h2 className="concern__title" ref={heading} tabIndex={-1}>
          Describe a concern
        </h2>
        <ErrorSummary form={form} />
        {groups.map(({ effect, title }) => (
          <Kinds
            key={effect}
            title={title}
            categories={policy.categories.filter((category) => category.effect === effect)}
            value={form.values.categoryId}
            change={(categoryId) => form.set('categoryId', categoryId)}
          />
        ))}
      </div>
      <div className="concern__act" ref={act}>
        {chosen === undefined && (
          <>
            <FieldWords id="categoryId" hint={undefined} fault={form.faults.categoryId} />
            <p>Choose what kind of concern it is. If it must go to the police, the next press halts the review.</p>
          </>
        )}
        {chosen !== undefined && halts && <HaltBox category={chosen} />}
        {chosen !== undefined && !halts && (
          <>
            <TextArea form={form} name="words" label="What do you see?" hint="In your own words: what it shows or says" rows={3} />
            <Button busy={form.busy}>Record the concern</Button>
          </>
        )}
      </div>
    </form>
  )
}

interface KindsProps {
  readonly title: string
  readonly categories: readonly Category[]
  readonly value: string
  readonly change: (categoryId: string) => void
}

function Kinds({ title, categories, value, change }: KindsProps) {
  if (categories.length === 0) return null
  return (
    <fieldset className="govuk-fieldset concern__group">
      <FieldLegend label={title} />
      <div className="govuk-radios govuk-radios--small">
        {categories.map((category) => (
          <Radio
            key={category.id}
            id={`kind-${category.id}`}
            name="categoryId"
            choice={{ value: category.id, label: category.title, hint: value === category.id ? category.description : undefined }}
            value={value}
            change={change}
          />
        ))}
      </div>
    </fieldset>
  )
}
