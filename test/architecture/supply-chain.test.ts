import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './planted-tree.js';

const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json'));
type LockEntry = {
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  /** A workspace of ours. */
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};
const lock: { readonly packages: Readonly<Record<string, LockEntry>> } = JSON.parse(read('package-lock.json'));
const installed = Object.entries(lock.packages).filter(
  ([path, { link }]) => path.startsWith('node_modules/') && link !== true,
);

/**
 * Packages that bring an install script. npm never runs one here (`ignore-scripts`), so each was looked at and works without:
 * scarf only reports downloads; swc and esbuild find their binary in the optional package that npm installs beside them;
 * baileys only looks which Node it is; msgpackr-extract would build what only makes reading faster; protobufjs warns of version ranges; puppeteer would download a browser, and we name
 * the machine's own.
 */
const worksWithoutItsInstallScript = [
  '@scarf/scarf',
  '@swc/core',
  '@whiskeysockets/baileys',
  'esbuild',
  'msgpackr-extract',
  'protobufjs',
  'puppeteer',
];

const isExact = (version: string): boolean => /^\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?$/i.test(version);

describe('the supply chain', () => {
  it('names exact versions only', () => {
    const manifests = [
      manifest,
      ...manifest.workspaces.map((folder: string) => JSON.parse(read(`${folder}/package.json`))),
    ];
    const wanted: Record<string, string> = Object.assign(
      {},
      ...manifests.flatMap(({ dependencies, devDependencies }) => [dependencies, devDependencies]),
    );
    expect(Object.keys(wanted).length).toBeGreaterThan(20);
    expect(Object.entries(wanted).filter(([, version]) => !isExact(version))).toEqual([]);
    expect(['^1.0.0', '~1.0.0', '1', 'latest', 'git+ssh://a/b', '*'].filter(isExact)).toEqual([]);
  });

  it('lets in no new package with an install script unseen', () => {
    const found = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
    expect([...new Set(found)].sort()).toEqual(worksWithoutItsInstallScript);
  });

  it('keeps the four lines of .npmrc', () => {
    const lines = read('.npmrc').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['engine-strict=true', 'save-exact=true', 'ignore-scripts=true', 'allow-git=none']),
    );
  });

  it('pins every package by its content, and takes none from git or a bare address', () => {
    expect(installed.length).toBeGreaterThan(100);
    // Tools for other platforms may lack a hash: see .ci/complete-lock.mjs.
    const mayLackHash = ({ dev, optional, os }: LockEntry) => dev === true && optional === true && os !== undefined;
    const unpinned = installed.filter(([, entry]) => !(entry.integrity?.startsWith('sha512-') || mayLackHash(entry)));
    expect(unpinned.map(([path]) => path)).toEqual([]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined && !/^https:.*\.tgz$/.test(resolved))).toEqual(
      [],
    );
  });

  it('locks the optional packages of every platform, or `npm ci` refuses the lock: node .ci/complete-lock.mjs', () => {
    const absent = installed.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages),
      ),
    );
    expect(absent).toEqual([]);
  });
});
