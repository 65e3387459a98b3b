// The image library, in the build that is safe where it runs. Inside Electron on Linux the native build brings a second GLib
// beside the one that Electron's GTK has loaded, which is known to crash; the WebAssembly build is slower and alone there.

import { createRequire } from 'node:module'

/** The `sharp` function with all its static members. */
export type Sharp = typeof import('sharp').default

/**
 * Loads sharp: WebAssembly inside Electron on Linux, native everywhere else.
 * The WebAssembly build has the same interface, without text rendering.
 */
export async function loadSharp(): Promise<Sharp> {
  const nativeWouldClash = 'electron' in process.versions && process.platform === 'linux'
  if (nativeWouldClash) return requireWebAssemblyBuild()
  return (await import('sharp')).default
}

/**
 * sharp chooses its build by `process.arch` while it loads and has no setting for it; `wasm32` has no native build, so it
 * falls back to WebAssembly. The loading is synchronous: nothing else can see the changed value.
 */
function requireWebAssemblyBuild(): Sharp {
  const realArch = Object.getOwnPropertyDescriptor(process, 'arch')
  if (realArch === undefined) throw new Error('process.arch has no descriptor to restore')
  Object.defineProperty(process, 'arch', { ...realArch, value: 'wasm32' })
  try {
    return createRequire(import.meta.url)('sharp') as Sharp
  } finally {
    Object.defineProperty(process, 'arch', realArch)
  }
}
