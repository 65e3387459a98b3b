// Two kinds of tests. `unit` runs the code itself, in plain Node and in parallel. `e2e` opens real windows, of the built
// application or of a part of it, one after the other, and starts once `unit` has ended.

import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const windowTests = ['e2e', 'hostile', 'package', 'renderer'].map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)

const resolveAlias = { alias: [{ find: /^shared\//, replacement: `${resolve('shared')}/` }] }

export default defineConfig({
  test: {
    projects: [
      {
        resolve: resolveAlias,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: windowTests,
          environment: 'node',
          testTimeout: 20_000,
          // One worker for each core: vitest's own choice leaves one core idle, which is half of two.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: resolveAlias,
        test: {
          name: 'e2e',
          include: windowTests,
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
