import { type Dirent, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** What we have built of one kind of ending. Anything else in the folder is not served. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
};

/** Vite puts eight letters and digits before the ending. */
const hashed = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

export type Encoding = 'br' | 'gzip';

export type Asset = {
  readonly file: string;
  readonly type: string;
  /** Its name holds its hash: another content would have another name. */
  readonly isHashed: boolean;
  /** Weak, of its time and size: enough for files that are only ever written whole. */
  readonly tag: string;
  readonly encodings: ReadonlySet<Encoding>;
};

const filesIn = (folder: string): string[] => {
  try {
    const entries: Dirent[] = readdirSync(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((name) => !name.split('/').some((part) => part.startsWith('.')));
  } catch (error) {
    // Not built: there is nothing to serve, and the rest works.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const assetsOf = (folder: string): ReadonlyMap<string, Asset> => {
  const names = new Set(filesIn(folder));
  const assets = new Map<string, Asset>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const file = join(folder, name);
    const { mtimeMs, size } = statSync(file);
    const encodings = new Set<Encoding>();
    if (names.has(`${name}.br`)) encodings.add('br');
    if (names.has(`${name}.gz`)) encodings.add('gzip');
    const tag = `${Math.trunc(mtimeMs).toString(36)}-${size.toString(36)}`;
    assets.set(name, { file, type, isHashed: hashed.test(name), tag, encodings });
  }
  return assets;
};

/**
 * What a build has left in a folder: names and sizes, no contents. Read at the first request. Only what is in it is served, so
 * no path can lead elsewhere.
 */
export class AssetIndex {
  readonly #assetsFolder: string;
  readonly #part: string;
  #assets: ReadonlyMap<string, Asset> | null = null;

  constructor(assetsFolder: string, part: 'widget' | 'admin-ui') {
    this.#assetsFolder = assetsFolder;
    this.#part = part;
  }

  /** Of another build the same part: "panel-Ab3dE9xZ.js" of the one before is "panel-…" of this one. */
  successorOf(name: string): string | null {
    const stem = name.replace(hashed, '-');
    if (stem === name) return null;
    this.find(name);
    const isNext = (each: string): boolean => each !== name && hashed.test(each) && each.replace(hashed, '-') === stem;
    return [...(this.#assets?.keys() ?? [])].find(isNext) ?? null;
  }

  find(name: string): Asset | null {
    this.#assets ??= assetsOf(join(this.#assetsFolder, this.#part));
    return this.#assets.get(name) ?? null;
  }
}
