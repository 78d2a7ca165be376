import { defineConfig } from 'vitest/config'

/** What no test run looks into. */
const elsewhere = ['node_modules/**', 'out/**']

export default defineConfig({
  test: {
    environment: 'node',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.pg.test.ts'],
          // Some start real processes and sync real disks; nothing here measures time.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'pg',
          environment: 'node',
          // Below e2e/ too: whole engines and whole servers, with a bad line between them.
          include: ['**/*.pg.test.ts'],
          exclude: elsewhere,
          globalSetup: 'server/testing/postgres-for-tests.ts',
          // Real databases: creating one and killing servers takes longer than a pure function.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
