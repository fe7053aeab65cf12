import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/**
 * Merely importing `electron` in plain Node starts a download of its binary. A test of the desktop puts a fake in its
 * place with `vi.mock('electron', ...)`; one that forgot to gets this instead.
 */
const noElectron = {
  name: 'cofferdam-no-electron',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id === 'electron' ? '\0electron-not-here' : undefined),
  load: (id: string) =>
    id === '\0electron-not-here'
      ? "throw new Error('This test imports electron without a fake: add vi.mock(\"electron\", ...)')"
      : undefined,
}

const excluded = ['**/node_modules/**', 'dist/**', 'out/**', 'release/**', 'test/e2e/**']

export default defineConfig({
  plugins: [noElectron],
  test: {
    // Two cores: one process each. Own processes, because the database driver is native code and some tests kill it.
    pool: 'forks',
    maxWorkers: 2,
    // A hung test should cost seconds, not the run.
    testTimeout: 20_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // Local time is part of what is tested: it must not depend on the machine. Tests name their zones.
    env: { TZ: 'UTC' },
    coverage: {
      provider: 'v8',
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'coverage',
      include: ['shared/**/*.ts', 'db/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.d.ts'],
      // `npm test` holds these floors. They stand a little below what is reached and only ever rise.
      thresholds: { 'shared/**': { lines: 95 }, 'db/**': { lines: 92 } },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'shared/**/*.test.ts',
            'db/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: [...excluded, 'test/checks/**'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['renderer/**/*.test.tsx', 'test/**/*.test.tsx'],
          exclude: excluded,
        },
      },
      {
        extends: true,
        // Checks of the tree itself: schemas, licences, layers, tools. A step of its own in `npm test`.
        test: { name: 'checks', environment: 'node', include: ['test/checks/**/*.test.ts'], exclude: excluded },
      },
    ],
  },
})
