import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './planted-tree.js';

export type SourceFile = { readonly path: string; readonly text: string };

/** Every TypeScript file below a folder of `base`, by path; none when there is no such folder. */
export const sourceFiles = (folder: string, base: string = root): readonly SourceFile[] => {
  const top = join(base, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: relative(base, file), text: readFileSync(file, 'utf8') }));
};
