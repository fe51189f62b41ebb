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

/** Where a MongoDB is started for the run, if one is on the machine. */
const withMongo: ReadonlySet<string> = new Set(['contract', 'integration', 'api']);

const project = (name: string) => ({
  ...fromSource,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    exclude: ['**/fixtures/**'],
    globalSetup: withMongo.has(name) ? ['test/services/mongo-setup.ts'] : [],
    environment: 'node',
    pool: 'forks' as const,
    testTimeout: timeoutMs[name] ?? 5_000,
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
