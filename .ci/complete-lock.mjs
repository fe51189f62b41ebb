/**
 * Run after `npm install` behind a registry that holds only some platforms: `node .ci/complete-lock.mjs`.
 *
 * npm leaves an optional platform package (`@biomejs/cli-darwin-arm64` …) out of the lock when the registry does not answer
 * for it, and then `npm ci` refuses the lock, everywhere. This adds the entries back: the parent names each at an exact
 * version, and the platform stands in the name. Their hash is not known here, so they carry none; a later `npm install`
 * against a whole registry fills it in. Nothing that this platform installs is touched.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const lockFile = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
const platform =
  /(?<os>android|darwin|freebsd|linux|openharmony|win32)-(?<cpu>arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(?<abi>\w+))?$/;

/** Where node would look for `name` from the package at `path`, nearest first. */
const places = (path, name) => {
  const steps = path === '' ? [] : path.split('/node_modules/');
  const nested = steps.map((_, n) => `${steps.slice(0, steps.length - n).join('/node_modules/')}/node_modules/${name}`);
  return [...nested, `node_modules/${name}`];
};

const missing = Object.entries(lock.packages).flatMap(([path, parent]) =>
  Object.entries(parent.optionalDependencies ?? {})
    .filter(([name]) => !places(path, name).some((place) => place in lock.packages))
    .map(([name, version]) => ({ name, version, dev: parent.dev })),
);

for (const { name, version, dev } of missing) {
  const named = platform.exec(name)?.groups;
  if (named === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}@${version} is missing from the lock, and is no platform package of an exact version`);
  }
  const libc = named.abi?.startsWith('gnu') ? ['glibc'] : named.abi?.startsWith('musl') ? ['musl'] : undefined;
  lock.packages[`node_modules/${name}`] = {
    version,
    cpu: [named.cpu],
    ...(dev === true && { dev }),
    ...(libc !== undefined && { libc }),
    optional: true,
    os: [named.os],
  };
}

const byPath = ([a], [b]) => a.localeCompare(b, 'en');
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} optional platform packages added to package-lock.json\n`);
