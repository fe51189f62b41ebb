import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** The files that tell the tools what to refuse; a planted tree is judged by the very same ones. */
const settings = [
  'package.json',
  '.gitignore',
  'biome.json',
  '.oxlintrc.json',
  '.dependency-cruiser.mjs',
  'tsconfig.json',
  'tsconfig.domain.json',
  'tsconfig.core.json',
  'test/tsconfig.json',
];

export type Run = { readonly status: number; readonly output: string };

/** A small copy of the project: our settings, our packages, and only the given files. */
export class PlantedTree {
  readonly folder = mkdtempSync(join(tmpdir(), 'wakil-planted-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const name of settings) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      copyFileSync(join(root, name), join(this.folder, name));
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  run(tool: string, ...args: readonly string[]): Run {
    return runTool(this.folder, tool, args);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs one of the installed tools in `folder`; never throws for a non-zero exit. */
export const runTool = (folder: string, tool: string, args: readonly string[]): Run => {
  const run = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (run.error !== undefined) throw run.error;
  return { status: run.status ?? -1, output: `${run.stdout}${run.stderr}` };
};
