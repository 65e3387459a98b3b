// Step 1. The report, one question a page, then everything to check before it is recorded and the case begins.
import { useState } from 'react'
import { CheckReport } from './report/check-report'
import { reportQuestions, type ReportQuestion } from './report/questions'
import { emptyReport } from './report/report-words'

export function Report() {
  const [words, setWords] = useState(emptyReport)
  const [at, setAt] = useState<ReportQuestion['id'] | 'check'>('what')
  const [checking, setChecking] = useState(false)

  if (at === 'check')
    return (
      <CheckReport
        words={words}
        change={(id) => {
          setChecking(true)
          setAt(id)
        }}
      />
    )
  const index = reportQuestions.findIndex((question) => question.id === at)
  const question = reportQuestions[index]
  if (!question) throw new RangeError(`no question ${at}`)
  const before = reportQuestions[index - 1]
  const after = reportQuestions[index + 1]
  const { Ask } = question
  return (
    <Ask
      key={at}
      words={words}
      caption={`Report · question ${index + 1} of ${reportQuestions.length}`}
      back={checking ? () => setAt('check') : before ? () => setAt(before.id) : { at: 'home' }}
      go={(answer) => {
        setWords({ ...words, ...answer })
        setAt(checking || !after ? 'check' : after.id)
      }}
    />
  )
}
