// Builds the Face alone, as the application's own build does, for looking at its screens without a Desk and a Vault behind them.
import { resolve } from 'node:path'
import { build } from 'vite'
import applicationBuild from '../../../electron.vite.config'

/** @param outDir folder to build into; emptied first */
export async function buildFace(outDir: string): Promise<void> {
  const { renderer } = applicationBuild
  if (renderer === undefined) throw new Error('the application has no build of a Face')
  await build({
    ...renderer,
    configFile: false,
    // React's own warnings count as errors here, and only its development build utters them.
    mode: 'development',
    root: resolve('src-renderer'),
    base: './',
    logLevel: 'warn',
    build: { ...renderer.build, outDir, emptyOutDir: true, reportCompressedSize: false },
  })
}
