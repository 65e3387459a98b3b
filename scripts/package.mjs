// `npm run package`: the unpacked Linux application into dist/linux-unpacked, packed as electron-builder.yml says, around
// the Electron that is at hand. With the fallback runtime it is for trying the packaging, not for a release.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBuild } from './ground/application-build.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript, say, SetupError } from './ground/progress.mjs'

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    if (process.platform !== 'linux') throw new SetupError('This packs the Linux application, on Linux. For others: npx electron-builder.')
    await ensureBuild(ground)
    say(`Packing the application around Electron ${ground.electronVersion}`)
    const { build, Platform } = await import('electron-builder')
    await build({
      projectDir: ground.root,
      targets: Platform.LINUX.createTarget('dir'),
      config: {
        extends: 'electron-builder.yml',
        electronDist: ground.electronFolder,
        electronVersion: ground.electronVersion,
        afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
        extraResources: ground.addonPath === undefined ? [] : [{ from: ground.addonPath, to: 'better_sqlite3.node' }],
      },
    })
    say(`Done: dist/linux-unpacked/incident-room${ground.isOfficial ? '' : ' (fallback runtime: not for a release)'}`)
    return 0
  }),
)
