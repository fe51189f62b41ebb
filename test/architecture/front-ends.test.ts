import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PlantedTree, root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

/** The import rules of the browser programs, which dependency-cruiser cannot read (TSX). Planted violations prove that they bite. */

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

const statement = /^\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

const importsOf = (path: string, text: string): Import[] =>
  [...text.matchAll(statement)].map(([, , type, named, lazy]) => {
    const to = named ?? lazy ?? '';
    return {
      from: path,
      to: to.startsWith('.') ? normalize(join(dirname(path), to)) : to,
      typeOnly: type !== undefined,
    };
  });

const featureOf = (path: string): string | null => /^admin-ui\/src\/features\/([^/]+)\//.exec(path)?.[1] ?? null;

type Rule = readonly [name: string, broken: (each: Import) => boolean];

const isRelative = ({ to }: Import): boolean => /^(?:admin-ui|widget|src|test|\.\.)/.test(to);
const isContract = ({ to }: Import): boolean => /^(?:src\/|#)adapters\/http\/contract\//.test(to);
const program = (path: string): string => path.split('/')[0] ?? '';

const rules: readonly Rule[] = [
  ['r8-contract-only', (each) => isRelative(each) && program(each.to) !== program(each.from) && !isContract(each)],
  ['r8-types-only', (each) => isContract(each) && !each.typeOnly],
  ['r8-no-core', (each) => each.to.startsWith('#') && !isContract(each)],
  [
    'r9-features-are-strangers',
    ({ from, to }) => {
      const [own, other] = [featureOf(from), featureOf(to)];
      return own !== null && other !== null && own !== other;
    },
  ],
  [
    'r9-shared-knows-no-feature',
    ({ from, to }) => from.startsWith('admin-ui/src/shared/') && /^admin-ui\/src\/(?:app|features)\//.test(to),
  ],
  ['r9-features-know-no-app', ({ from, to }) => featureOf(from) !== null && to.startsWith('admin-ui/src/app/')],
];

/** The packages a program says it is made of. */
const dependenciesOf = (base: string, folder: string): ReadonlySet<string> => {
  const path = join(base, folder, 'package.json');
  if (!existsSync(path)) return new Set();
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(path, 'utf8'));
  return new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
};

const packageOf = (to: string): string =>
  to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');

const faults = (base: string): string[] =>
  ['admin-ui', 'widget'].flatMap((folder) => {
    const known = dependenciesOf(base, folder);
    return sourceFiles(`${folder}/src`, base)
      .flatMap(({ path, text }) => importsOf(path, text))
      .flatMap((each) => {
        const broken = rules.filter(([, isBroken]) => isBroken(each)).map(([name]) => `${name} < ${each.from}`);
        const isPackage = !isRelative(each) && !each.to.startsWith('#') && !each.typeOnly;
        return isPackage && !known.has(packageOf(each.to))
          ? [...broken, `own-packages < ${each.from} (${each.to})`]
          : broken;
      });
  });

const planted = new PlantedTree({
  'admin-ui/package.json': '{ "dependencies": { "react": "1.0.0" } }',
  'widget/package.json': '{ "dependencies": { "preact": "1.0.0" } }',
  'src/adapters/http/contract/orders.ts':
    'export type OrderView = { readonly id: string };\nexport const orderView = 1;\n',
  'src/domain/orders/order.ts': 'export type Order = { readonly id: string };\n',
  'admin-ui/src/shared/api/types.ts':
    "import type { OrderView } from '../../../../src/adapters/http/contract/orders.js';\nexport type R = OrderView;\n",
  'admin-ui/src/shared/ui/takes-value.tsx':
    "import { orderView } from '../../../../src/adapters/http/contract/orders.js';\nexport const s = <b>{orderView}</b>;\n",
  'admin-ui/src/shared/ui/knows-a-feature.ts': "import { a } from '../../features/inbox/a.js';\nexport const b = a;\n",
  'admin-ui/src/features/inbox/a.ts': "export const a = () => import('../orders/c.js');\n",
  'admin-ui/src/features/orders/c.ts': "import { app } from '../../app/app.js';\nexport const c = app;\n",
  'admin-ui/src/app/app.ts':
    "import { createRoot } from 'react-dom/client';\nimport { x } from 'react';\nexport const app = [createRoot, x];\n",
  'widget/src/takes-domain.ts':
    "import type { Order } from '../../src/domain/orders/order.js';\nexport type T = Order;\n",
  'widget/src/takes-core.ts': "import type { Order } from '#domain/orders/order';\nexport type U = Order;\n",
});

afterAll(() => planted.remove());

describe('the import rules of the front ends', () => {
  it('see both programs and find nothing to refuse', () => {
    expect(sourceFiles('admin-ui/src').length).toBeGreaterThan(50);
    expect(sourceFiles('widget/src').length).toBeGreaterThan(15);
    expect(faults(root)).toEqual([]);
  });

  it('refuse a planted violation of each rule, and nothing else', () => {
    expect(faults(planted.folder).sort()).toEqual([
      'own-packages < admin-ui/src/app/app.ts (react-dom/client)',
      'r8-contract-only < widget/src/takes-domain.ts',
      'r8-no-core < widget/src/takes-core.ts',
      'r8-types-only < admin-ui/src/shared/ui/takes-value.tsx',
      'r9-features-are-strangers < admin-ui/src/features/inbox/a.ts',
      'r9-features-know-no-app < admin-ui/src/features/orders/c.ts',
      'r9-shared-knows-no-feature < admin-ui/src/shared/ui/knows-a-feature.ts',
    ]);
  });
});
