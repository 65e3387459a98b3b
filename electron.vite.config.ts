// How the three parts of the application are built: the Desk and the Vault as CommonJS for Electron's Node, the preload as
// one file (a sandboxed preload cannot require another), and the Face for Electron's Chromium.

import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const nodeTarget = 'node20.18'
const chromiumTarget = 'chrome130'

const alias = [{ find: /^shared\//, replacement: `${resolve('shared')}/` }]

export default defineConfig({
  // The `dependencies` of package.json are left to be required at run time: native addons, and packages that read files of
  // their own folder. All others are `devDependencies` and bundled: several are ESM only, which Node 20 cannot require.
  main: {
    resolve: { alias },
    build: {
      target: nodeTarget,
      sourcemap: true,
      rolldownOptions: {
        input: { main: resolve('src-main/main.ts'), vault: resolve('src-main/vault/vault.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    resolve: { alias },
    plugins: [react()],
    css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: [resolve('node_modules')] } } },
    build: {
      target: chromiumTarget,
      // Relative to the root above. Fonts and icons stay files, so that the content security policy needs no data: URLs.
      outDir: resolve('out/renderer'),
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: resolve('src-renderer/index.html') } },
    },
  },
})
