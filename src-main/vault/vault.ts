// Entry of the Vault's process: wires the port to the Desk and nothing else. Started by the Desk as a utility process.
import { describeError } from 'shared/errors'
import { vaultEnvironment, type VaultMessage, type VaultQuestion } from 'shared/vault-port'
import { openVault } from './answering'

/** The part of Electron's `process.parentPort` that is used; the Vault imports no Electron. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: VaultQuestion }) => void): void
  postMessage(message: VaultMessage): void
}

const { parentPort } = process as unknown as { parentPort?: ParentPort }
if (parentPort) void serve(parentPort)

async function serve(port: ParentPort): Promise<void> {
  const setting = (name: keyof typeof vaultEnvironment): string => process.env[vaultEnvironment[name]] ?? ''
  const opening = openVault({
    places: { home: setting('home'), exports: setting('exports'), resources: setting('resources') },
    version: setting('version'),
    notify: (notice) => {
      port.postMessage({ kind: 'notice', notice })
    },
  })
  port.on('message', ({ data: { id, ...question } }) => {
    opening
      .then((vault) => vault.answer(question))
      .then(
        (value) => {
          port.postMessage({ kind: 'answer', id, ok: true, value })
        },
        (error: unknown) => {
          port.postMessage({ kind: 'answer', id, ok: false, error: describeError(error) })
        },
      )
  })
  await opening.catch(() => undefined)
  port.postMessage({ kind: 'ready' })
}
