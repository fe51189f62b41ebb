import { constants, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Whole ones only: what is being written now is of no record yet. */
const filesIn = (root: string): readonly string[] => {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.new'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
};

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Copies files as they lie, sealed, while a process may be using them. Called after the database was copied: every file the
 * copy speaks of was there before it. Resolves to how many there were.
 */
export const backUpFiles = (root: string, toFolder: string): number => {
  let copied = 0;
  for (const path of filesIn(root)) {
    const target = join(toFolder, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    try {
      copyFileSync(join(root, path), target, constants.COPYFILE_EXCL);
      copied += 1;
    } catch (error) {
      // A business was destroyed meanwhile, and its files with it.
      if (!isGone(error)) throw error;
    }
  }
  return copied;
};

/** Puts the files of a backup in place; those that were there stay beside them as `….before-restore`. */
export const restoreFiles = (root: string, fromFolder: string): number => {
  if (!existsSync(fromFolder)) return 0;
  const [arriving, before] = [`${root}.arriving`, `${root}.before-restore`];
  rmSync(arriving, { recursive: true, force: true });
  cpSync(fromFolder, arriving, { recursive: true });
  rmSync(before, { recursive: true, force: true });
  if (existsSync(root)) renameSync(root, before);
  renameSync(arriving, root);
  return filesIn(root).length;
};
