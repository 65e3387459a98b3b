// The first start on a computer: what this is, which school, and the head, who founds it.
import { useState } from 'react'
import { StartPage } from './first-run/start-page'
import { HeadForm } from './first-run/head-form'
import { SchoolForm, type SchoolWords } from './first-run/school-form'

export function FirstRun() {
  const [step, setStep] = useState<'start' | 'school' | 'head'>('start')
  const [school, setSchool] = useState<SchoolWords>({ name: '', computerLocation: '' })
  if (step === 'start') return <StartPage go={() => setStep('school')} />
  if (step === 'school')
    return (
      <SchoolForm
        school={school}
        back={() => setStep('start')}
        go={(words) => {
          setSchool(words)
          setStep('head')
        }}
      />
    )
  return <HeadForm school={school} back={() => setStep('school')} />
}
