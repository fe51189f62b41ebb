import { afterAll, describe, expect, it } from 'vitest';
import { PlantedTree, root, runTool } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

/** Each tool that guards the source is shown a file that it must refuse. A guard that was never seen to bite is no guard. */

const trees: PlantedTree[] = [];
const plant = (files: Readonly<Record<string, string>>): PlantedTree => {
  const tree = new PlantedTree(files);
  trees.push(tree);
  return tree;
};
afterAll(() => {
  for (const tree of trees) tree.remove();
});

/** A function of `lines` lines, one statement each. */
const longFunction = (lines: number): string =>
  `export const long = (): number => {\n  let n = 0;\n${'  n += 1;\n'.repeat(lines)}  return n;\n};\n`;

const tangled = `export const tangled = (a: number): number => {
  for (let i = 0; i < a; i += 1) {
    if (i > 1) {
      if (i > 2) {
        if (i > 3) {
          if (i > 4) return i;
        }
      }
    }
  }
  return a;
};
`;

describe('biome', () => {
  const refused: readonly (readonly [rule: string, file: string, text: string])[] = [
    ['style/noProcessEnv', 'src/adapters/queue/reads-env.ts', "export const home = process.env['HOME'];\n"],
    ['style/noDefaultExport', 'src/domain/a/default-export.ts', 'const thing = 1;\nexport default thing;\n'],
    ['performance/noBarrelFile', 'src/domain/a/barrel.ts', "export { b } from '#domain/a/b';\n"],
    ['performance/noReExportAll', 'src/domain/a/re-export-all.ts', "export * from '#domain/a/b';\n"],
    ['suspicious/noExplicitAny', 'src/domain/a/any.ts', 'export const x = (y: any): unknown => y;\n'],
    ['suspicious/noConsole', 'src/domain/a/console.ts', "export const say = (): void => console.log('x');\n"],
    [
      'suspicious/noImportCycles',
      'src/domain/a/cycle-a.ts',
      "import { b } from './cycle-b.js';\n\nexport const a = (): unknown => b;\n",
    ],
    ['style/useFilenamingConvention', 'src/domain/a/CamelCase.ts', 'export const c = 1;\n'],
    ['style/noNonNullAssertion', 'src/domain/a/bang.ts', 'export const d = (e: string | null): string => e!;\n'],
    ['complexity/noExcessiveLinesPerFunction', 'src/domain/a/long.ts', longFunction(41)],
    ['complexity/noExcessiveCognitiveComplexity', 'src/domain/a/tangled.ts', tangled],
  ];
  const tree = plant({
    ...Object.fromEntries(refused.map(([, file, text]) => [file, text])),
    'src/domain/a/b.ts': 'export const b = 1;\n',
    'src/domain/a/cycle-b.ts': "import { a } from './cycle-a.js';\n\nexport const b = (): unknown => a;\n",
    'src/infrastructure/config/reads-env.ts': "export const home = process.env['HOME'];\n",
    'src/infrastructure/main/reads-env.ts': "export const home = process.env['HOME'];\n",
  });
  const { status, output } = tree.run('biome', 'ci', '.', '--reporter=github', '--max-diagnostics=200');
  const findings = output.split('\n').filter((line) => line.startsWith('::error'));

  it.each(refused)('refuses %s', (rule, file) => {
    expect(status).not.toBe(0);
    expect(findings.filter((line) => line.includes(`lint/${rule}`) && line.includes(file))).toHaveLength(1);
  });

  it('lets only main and config read the environment', () => {
    expect(findings.filter((line) => line.includes('src/infrastructure/'))).toEqual([]);
  });
});

describe('oxlint', () => {
  const port = `export interface Mail {
  send(to: string): Promise<void>;
}
export type Mode = 'bot' | 'human';
`;
  const refused: readonly (readonly [rule: string, line: string])[] = [
    ['no-floating-promises', "export const floats = (mail: Mail): void => { mail.send('a'); };"],
    [
      'no-misused-promises',
      "export const misused = (mail: Mail): void => { ['a'].forEach((to) => mail.send(to)); if (mail.send('a')) return; };",
    ],
    ['await-thenable', 'export const awaitsNothing = async (): Promise<number> => await 1;'],
    [
      'switch-exhaustiveness-check',
      "export const forgets = (mode: Mode): number => { switch (mode) { case 'bot': return 1; } return 0; };",
    ],
    ['only-throw-error', "export const throwsText = (): never => { throw 'text'; };"],
    ['no-unnecessary-condition', "export const always = (text: string): string => text ?? 'none';"],
    [
      'return-await',
      "export const loses = async (mail: Mail): Promise<void> => { try { return mail.send('a'); } catch { return; } };",
    ],
  ];
  const tree = plant({
    'src/application/ports/mail.ts': port,
    ...Object.fromEntries(
      refused.flatMap(([rule, line]) =>
        ['src/application/a', 'test/unit'].map((folder) => [
          `${folder}/${rule}.ts`,
          `import type { Mail, Mode } from '#application/ports/mail';\n${line}\nexport type Unused = [Mail, Mode];\n`,
        ]),
      ),
    ),
  });
  const { status, output } = tree.run('oxlint', '--type-aware', '--format=unix', 'src', 'test');

  it.each(refused)('refuses %s, in src and in test, through a port', (rule) => {
    expect(status).not.toBe(0);
    for (const file of [`src/application/a/${rule}.ts`, `test/unit/${rule}.ts`]) {
      expect(output.split('\n').filter((line) => line.includes(`${file}:`) && line.includes(`(${rule})`))).not.toEqual(
        [],
      );
    }
  });
});

describe('the compiler', () => {
  const impure: readonly (readonly [name: string, text: string])[] = [
    ['process', 'export const a = process.pid;\n'],
    ['fetch', "export const b = fetch('x');\n"],
    ['setTimeout', 'export const c = setTimeout(() => undefined, 1);\n'],
    ['console', "console.log('x');\nexport const d = 1;\n"],
    ['URL', "export const e = new URL('x:y');\n"],
    ['node:fs', "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;\n"],
    ['crypto', 'export const g = crypto.randomUUID();\n'],
  ];
  const within = (folder: string) =>
    Object.fromEntries(impure.map(([, text], n) => [`${folder}/impure-${n}.ts`, text]));
  const fine = {
    'src/domain/fine.ts': 'export const fine = 1;\n',
    'src/application/fine.ts': 'export const fine = 1;\n',
  };

  const domain = plant({ ...fine, ...within('src/domain') }).run('tsc', '-p', 'tsconfig.domain.json');
  const application = plant({ ...fine, ...within('src/application') }).run('tsc', '-p', 'tsconfig.core.json');

  it.each(impure.map(([name], n) => [name, n] as const))('finds %s in the domain and in the application', (name, n) => {
    expect(domain.output).toMatch(new RegExp(`impure-${n}\\.ts.*error TS.*'${name}'`));
    expect(application.output).toMatch(new RegExp(`impure-${n}\\.ts.*error TS.*'${name}'`));
  });

  it('refuses a domain that reaches outside itself, even for a type', () => {
    const tree = plant({
      ...fine,
      'src/application/ports/clock.ts': 'export type Clock = { readonly now: () => Date };\n',
      'src/domain/reaches-out.ts': "import type { Clock } from '#application/ports/clock';\nexport type C = Clock;\n",
    });
    const { status, output } = tree.run('tsc', '-p', 'tsconfig.domain.json');
    expect(status).not.toBe(0);
    expect(output).toContain('src/application/ports/clock.ts');
  });

  it('has nothing against a pure core', () => {
    const tree = plant(fine);
    expect(tree.run('tsc', '-p', 'tsconfig.domain.json')).toEqual({ status: 0, output: '' });
    expect(tree.run('tsc', '-p', 'tsconfig.core.json')).toEqual({ status: 0, output: '' });
  });
});

describe('the whole of src', () => {
  const count = sourceFiles('src').length;

  it.each([
    ['biome', ['lint', 'src', '--reporter=summary'], /Checked (\d+) files/],
    ['oxlint', ['--type-aware', 'src'], /on (\d+) files/],
  ] as const)('is seen by %s', (tool, args, said) => {
    expect(Number(said.exec(runTool(root, tool, args).output)?.[1])).toBeGreaterThanOrEqual(count);
  });
});
