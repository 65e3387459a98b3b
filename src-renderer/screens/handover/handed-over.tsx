// The handover file is made. Its passphrase is shown this once, to be told by phone and never sent along.
import type { Output } from 'shared/contract'
import { Facts, Mono } from '../../components/facts'
import { Go } from '../../components/go'
import { Page } from '../../components/page'
import { Warning } from '../../components/words'
import { tellGroups, tellSize } from '../../words/figures'
import { SavedWords } from '../closed/document-list'

export function HandedOver({ made }: { readonly made: Output<'handover.export'> }) {
  return (
    <Page
      title="The handover file is ready"
      caption="Handover"
      aside={
        <Facts
          title="To read out"
          facts={[
            { name: 'SHA-256 of the file', value: <Mono>{tellGroups(made.sha256)}</Mono> },
            { name: 'Fingerprint of the school’s certificate authority', value: <Mono>{tellGroups(made.caFingerprint)}</Mono> },
            { name: 'Size', value: tellSize(made.sizeBytes) },
          ]}
        />
      }
    >
      <div role="status">
        <SavedWords saved={made} />
      </div>
      <section className="passphrase" aria-label="Passphrase of the file">
        <h2 className="passphrase__title">Passphrase of the file, shown only now</h2>
        <p className="passphrase__words">{made.bundlePassphrase}</p>
        <p>Write it down, or telephone now and read it out.</p>
      </section>
      <Warning>Tell the passphrase by telephone. Never send it with the file, and never by the same way as the file.</Warning>
      <ol className="govuk-list govuk-list--number">
        <li>Give or send the file to whoever receives it.</li>
        <li>Telephone a number that you know to be theirs, and read out the passphrase.</li>
        <li>Read out the two fingerprints beside, so that they can compare.</li>
      </ol>
      <p>
        <Go to={{ at: 'closed' }} className="govuk-button govuk-button--secondary">
          I have written the passphrase down
        </Go>
      </p>
    </Page>
  )
}
