import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PlantedTree, root, runTool } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

/**
 * The canary of the import rules. A cruiser that resolves nothing reports no violation and exits 0, so the real tree must be
 * seen, and a tree that breaks every rule once must be refused for each of them.
 */

type Violation = { readonly from: string; readonly rule: { readonly name: string } };
type CruiseResult = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[] };
};

const cruise = (folder: string): CruiseResult => {
  const places = ['src', 'test'].filter((place) => existsSync(join(folder, place)));
  const run = runTool(folder, 'depcruise', [...places, '--config', '.dependency-cruiser.mjs', '-T', 'json']);
  return JSON.parse(run.output.slice(run.output.indexOf('{'), run.output.lastIndexOf('}') + 1));
};

const refusals = (result: CruiseResult): readonly string[] =>
  result.summary.violations.map((violation) => `${violation.rule.name} < ${violation.from}`).sort();

const planted = new PlantedTree({
  'src/domain/orders/order.ts':
    'export type Order = { readonly id: string };\nexport const order = (id: string): Order => ({ id });\n',
  'src/domain/orders/uses-application.ts': "import { port } from '#application/ports/port';\nexport const a = port;\n",
  'src/domain/orders/uses-node.ts': "import { randomUUID } from 'node:crypto';\nexport const b = randomUUID;\n",
  'src/domain/orders/uses-package.ts': "import { z } from 'zod';\nexport const c = z;\n",
  'src/domain/orders/uses-type-only.ts':
    "import type { Port } from '#application/ports/port';\nexport type D = Port;\n",
  'src/application/ports/port.ts': 'export type Port = { readonly open: boolean };\nexport const port = 1;\n',
  'src/application/ports/language-model.ts': 'export type LanguageModel = { readonly id: string };\n',
  'src/application/ports/order-store.ts': 'export type OrderStore = { readonly size: number };\n',
  'src/application/orders/uses-adapter.ts': "import { sql } from '#adapters/store/sql/sql';\nexport const e = sql;\n",
  'src/application/orders/uses-package.ts': "import { z } from 'zod';\nexport const f = z;\n",
  'src/application/orders/uses-domain.ts':
    "import { order } from '#domain/orders/order';\nexport const fine = order;\n",
  'src/adapters/shared/retry.ts': 'export const retry = 1;\n',
  'src/adapters/store/sql/sql.ts': "import { retry } from '#adapters/shared/retry';\nexport const sql = retry;\n",
  'src/adapters/store/sql/own-family.ts': "import { sql } from '#adapters/store/sql/sql';\nexport const g = sql;\n",
  'src/adapters/queue/uses-store.ts': "import { sql } from '#adapters/store/sql/sql';\nexport const h = sql;\n",
  'src/adapters/queue/uses-type-of-store.ts':
    "import type { sql } from '#adapters/store/sql/sql';\nexport type I = typeof sql;\n",
  'src/adapters/queue/uses-infrastructure.ts':
    "import { wire } from '#infrastructure/composition/wire';\nexport const j = wire;\n",
  'src/adapters/queue/uses-inversify.ts': "import { Container } from 'inversify';\nexport const k = Container;\n",
  'src/adapters/ai/knows-its-port.ts':
    "import type { LanguageModel } from '#application/ports/language-model';\nexport type L = LanguageModel;\n",
  'src/adapters/ai/knows-orders.ts':
    "import type { OrderStore } from '#application/ports/order-store';\nexport type M = OrderStore;\n",
  'src/adapters/ai/knows-settings.ts':
    "import type { Settings } from '#domain/tenancy/assistant-settings';\nexport type S = Settings;\n",
  'src/adapters/ai/knows-slots.ts': "import type { Slot } from '#domain/orders/order-slot';\nexport type T = Slot;\n",
  'src/adapters/ai/knows-order-rules.ts': "import { order } from '#domain/orders/order';\nexport const u = order;\n",
  'src/domain/tenancy/assistant-settings.ts': 'export type Settings = { readonly enabled: boolean };\n',
  'src/domain/orders/order-slot.ts': "export type Slot = 'name';\n",
  'src/adapters/http/contract/orders.ts':
    'export type OrderView = { readonly id: string };\nexport const orderView = 1;\n',
  'src/adapters/http/uses-dev-tool.ts': "import { test } from 'vitest';\nexport const n = test;\n",
  'src/adapters/http/uses-nothing.ts': "import { gone } from '#domain/orders/gone';\nexport const o = gone;\n",
  'src/infrastructure/composition/wire.ts': "import { Container } from 'inversify';\nexport const wire = Container;\n",
  'src/infrastructure/main/uses-inversify.ts': "import { Container } from 'inversify';\nexport const p = Container;\n",
  'src/infrastructure/main/uses-test.ts':
    "import { helper } from '../../../test/support/helper.js';\nexport const q = helper;\n",
  'src/infrastructure/main/cycle-a.ts':
    "import { cycleB } from './cycle-b.js';\nexport const cycleA = (): unknown => cycleB;\n",
  'src/infrastructure/main/cycle-b.ts':
    "import { cycleA } from './cycle-a.js';\nexport const cycleB = (): unknown => cycleA;\n",
  'test/support/helper.ts': 'export const helper = 1;\n',
});

afterAll(() => planted.remove());

describe('the import rules', () => {
  it('see the whole of src and find nothing to refuse', () => {
    const result = cruise(root);
    const seen = new Set(result.modules.map((module) => module.source));
    const files = sourceFiles('src').map((file) => file.path);
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !seen.has(file))).toEqual([]);
    expect(refusals(result)).toEqual([]);
  });

  it('refuse a planted violation of each rule, and nothing else', () => {
    expect(refusals(cruise(planted.folder))).toEqual(
      [
        'r1-domain-imports-domain < src/domain/orders/uses-application.ts',
        'r1-domain-imports-domain < src/domain/orders/uses-node.ts',
        'r1-domain-imports-domain < src/domain/orders/uses-package.ts',
        'r1-domain-imports-domain < src/domain/orders/uses-type-only.ts',
        'r2-application-imports-domain-and-application < src/application/orders/uses-adapter.ts',
        'r2-application-imports-domain-and-application < src/application/orders/uses-package.ts',
        'r3-adapter-families-are-strangers < src/adapters/queue/uses-store.ts',
        'r3-adapter-families-are-strangers < src/adapters/queue/uses-type-of-store.ts',
        'r3-adapters-know-nothing-of-the-whole < src/adapters/queue/uses-infrastructure.ts',
        'r4-inversify-in-composition-only < src/adapters/queue/uses-inversify.ts',
        'r4-inversify-in-composition-only < src/infrastructure/main/uses-inversify.ts',
        'r6-no-cycles < src/infrastructure/main/cycle-a.ts',
        'r7-src-never-imports-test < src/infrastructure/main/uses-test.ts',
        'ai-adapters-see-the-language-model-port-only < src/adapters/ai/knows-orders.ts',
        'ai-adapters-see-what-a-briefing-is-made-of < src/adapters/ai/knows-order-rules.ts',
        'ai-adapters-see-what-a-briefing-is-made-of < src/adapters/ai/knows-settings.ts',
        'no-dev-dependency-in-src < src/adapters/http/uses-dev-tool.ts',
        'no-unresolvable < src/adapters/http/uses-nothing.ts',
      ].sort(),
    );
  });

  it('are run by the check on every folder that exists', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const folder of ['src', 'test'] as const) {
      expect(scripts.check).toMatch(new RegExp(`depcruise [^&]*\\b${folder}\\b`));
    }
  });
});
