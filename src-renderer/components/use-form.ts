// One form: its values, what is wrong with them, and the attempt to hand them over. What is checked here is only whether something
// was filled in; every rule is the Vault's, and its refusals show in the same place as our own.
import { useState, type SubmitEvent } from 'react'
import type { Refusal } from 'shared/contract'
import { tellFailure } from '../desk'

export type Faults<V> = { readonly [K in keyof V]?: string | undefined }

export interface Form<V> {
  readonly values: V
  readonly faults: Faults<V>
  /** A refusal that belongs to no field. */
  readonly refusal: Refusal | null
  readonly busy: boolean
  /** Counts tries, so that the summary of errors takes the focus each time. */
  readonly attempt: number
  readonly set: <K extends keyof V>(name: K, value: V[K]) => void
  readonly submit: (event?: SubmitEvent<HTMLFormElement>) => void
}

export interface FormPlan<V> {
  /** Sentences by field for what is missing. */
  readonly check?: (values: V) => Faults<V>
  /** Hands over; a refusal that it throws is shown. */
  readonly submit: (values: V) => unknown
  /** Refusal code, or its beginning, -> the field that it is about. */
  readonly blame?: Readonly<Record<string, keyof V & string>>
  /** Fields that are emptied after a refusal: whatever was secret. */
  readonly secrets?: readonly (keyof V & string)[]
}

export function useForm<V extends object>(initial: V | (() => V), plan: FormPlan<V>): Form<V> {
  const [start] = useState(initial)
  const [values, setValues] = useState(start)
  const [faults, setFaults] = useState<Faults<V>>({})
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const [attempt, setAttempt] = useState(0)

  const refuse = (error: unknown) => {
    const told = tellFailure(error)
    const code = Object.keys(plan.blame ?? {}).find((begin) => told.code.startsWith(begin))
    const field = code === undefined ? undefined : plan.blame?.[code]
    setFaults(field === undefined ? {} : ({ [field]: told.sentence } as Faults<V>))
    setRefusal(field === undefined ? told : null)
    setAttempt((count) => count + 1)
    setValues((current) => plan.secrets?.reduce((cleared, name) => ({ ...cleared, [name]: start[name] }), current) ?? current)
  }

  const handOver = async () => {
    setBusy(true)
    try {
      await plan.submit(values)
    } catch (error) {
      refuse(error)
    } finally {
      setBusy(false)
    }
  }

  const submit = (event?: SubmitEvent<HTMLFormElement>) => {
    event?.preventDefault()
    if (busy) return
    const found = Object.fromEntries(
      Object.entries(plan.check?.(values) ?? {}).filter(([, sentence]) => sentence !== undefined),
    ) as Faults<V>
    setFaults(found)
    setRefusal(null)
    if (Object.keys(found).length > 0) setAttempt((count) => count + 1)
    else void handOver()
  }

  const set = <K extends keyof V>(name: K, value: V[K]) => setValues((current) => ({ ...current, [name]: value }))
  return { values, faults, refusal, busy, attempt, set, submit }
}

/** A sentence where nothing was filled in; undefined otherwise. */
export const ifEmpty = (value: string, sentence: string): string | undefined => (value.trim() === '' ? sentence : undefined)
