import { defineConfig } from 'vitest/config';

/** Both maps: vitest resolves our `#…` imports through `resolve` for the web and through `ssr` for node. */
const fromSource = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

/** Upper bounds for one test; a unit test that needs a second is a bug, a real socket or process may. */
const timeoutMs: Readonly<Record<string, number>> = {
  unit: 5_000,
  contract: 15_000,
  integration: 30_000,
  api: 30_000,
  architecture: 120_000,
  e2e: 120_000,
};

/** Servers that are started once for a run, where they are on the machine. */
const withServices: ReadonlySet<string> = new Set([
  'contract',
  'integration',
  'e2e',
  // biome-ignore lint/style/noProcessEnv: a run says what its api rig stands on; see test/api/rig.ts.
  ...(process.env['RIG_STORE'] === 'postgres' ? ['api'] : []),
]);
const withMongo: ReadonlySet<string> = new Set(['contract', 'integration', 'api', 'e2e']);

const servicesOf = (name: string): string[] => [
  ...(withServices.has(name) ? ['test/services/global-setup.ts'] : []),
  ...(withMongo.has(name) ? ['test/services/mongo-setup.ts'] : []),
];

/** Real browsers, sockets and processes; in CI they get a second try, which `.ci/second-tries.mjs` names. */
const withSecondTry: ReadonlySet<string> = new Set(['integration', 'e2e']);

/**
 * Globs of files that a run leaves out, with commas between: `--exclude` does not reach projects that are written here, and says
 * nothing about it.
 */
// biome-ignore lint/style/noProcessEnv: a run says what it leaves out; see .ci/run.
const without = (process.env['TESTS_WITHOUT'] ?? '').split(',').filter((glob) => glob !== '');

const project = (name: string) => ({
  ...fromSource,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    exclude: ['**/fixtures/**', ...without],
    environment: 'node',
    globalSetup: servicesOf(name),
    pool: 'forks' as const,
    // Unit tests share nothing that changes: loading the domain once for each worker is enough.
    isolate: name !== 'unit',
    testTimeout: timeoutMs[name] ?? 5_000,
    // biome-ignore lint/style/noProcessEnv: on a developer's machine a lost race is to be seen at once.
    retry: process.env['CI'] === 'true' && withSecondTry.has(name) ? 1 : 0,
    // A state that a browser or another process comes to is waited for, not timed.
    expect: { poll: { timeout: name === 'unit' ? 1_000 : 15_000 } },
    hookTimeout: Math.max(timeoutMs[name] ?? 0, 30_000),
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});

export default defineConfig({
  test: {
    projects: Object.keys(timeoutMs).map(project),
    maxWorkers: 2,
    passWithNoTests: true,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'dist/coverage',
    },
  },
});
