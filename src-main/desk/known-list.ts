// The known list on the Desk: brought in from a file that a person chooses, and held as plain digests so that every request of a page can be
// looked up at once. The digests are no secret; the file that they are kept in is the Vault's.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { dialog, type BrowserWindow } from 'electron'
import type { Output } from 'shared/contract'
import { coded } from 'shared/errors'
import { digestBytes, isOnKnownList, mostDigests, type KnownListState } from 'shared/known-list'
import type { VaultClient } from './vault-client'

const pieceBytes = 1024 * 1024
/** Every digest with its prefix, its end of line and as much again for remarks. */
const mostFileBytes = mostDigests * 160

const digest = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest()

export class KnownListOnDesk {
  #list: KnownListState | null = null
  #bytes: Uint8Array = new Uint8Array()

  get categoryId(): string | null {
    return this.#list?.categoryId ?? null
  }

  holds(url: string): boolean {
    return this.#list !== null && isOnKnownList({ bytes: this.#bytes, hosts: this.#list.hosts }, url, digest)
  }

  /** Takes the list in force from the Vault, a piece at a time, unless it is here already. */
  async load(vault: VaultClient): Promise<void> {
    const { list } = await vault.ask('known-list.read', { offset: 0, length: 0 })
    if (list?.sha256 === this.#list?.sha256) return
    const bytes = new Uint8Array(list ? (list.hosts + list.urls) * digestBytes : 0)
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const answer = await vault.ask('known-list.read', { offset, length: pieceBytes })
      if (answer.list?.sha256 !== list?.sha256)
        throw coded('known-list.changed', 'The known list was changed at this moment. Open the address again.')
      bytes.set(answer.bytes, offset)
    }
    this.#bytes = bytes
    this.#list = list
  }
}

/**
 * Asks for a file and hands it to the Vault. Answers the list in force afterwards.
 * @throws `role.not-allowed`, `known-list.*`
 */
export async function importKnownList(window: BrowserWindow, vault: VaultClient): Promise<Output<'known-list.import'>> {
  // Refused before anybody is asked for a file.
  await vault.ask('known-list.begin', {})
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import a known list',
    buttonLabel: 'Import',
    properties: ['openFile'],
    filters: [{ name: 'Known list', extensions: ['txt', 'list'] }],
  })
  const [path] = filePaths
  if (path === undefined) return { list: null }
  const file = await open(path, 'r').catch(() => {
    throw coded('known-list.unreadable', 'The file could not be read. Check that it is still there and that you may open it.')
  })
  try {
    if ((await file.stat()).size > mostFileBytes)
      throw coded('known-list.too-long', 'The file is too large for a known list. Check that it is the right one.')
    for (;;) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, null)
      if (bytesRead === 0) break
      await vault.ask('known-list.append', { bytes: buffer.slice(0, bytesRead) })
    }
  } finally {
    await file.close()
  }
  return vault.ask('known-list.finish', {})
}
