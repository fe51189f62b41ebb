/**
 * What a browser downloads before the first screen, and the largest lazy piece, gzipped: `node admin-ui/size-report.mjs`
 * after `npm run build -w admin-ui`. Exits 1 above a budget.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const kB = 1_000;
const budgets = { js: 260 * kB, css: 40 * kB, lazy: 60 * kB };
const folder = new URL('../dist/admin-ui/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));
const gzipped = (file) => gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
const sum = (files) => [...files].reduce((total, file) => total + gzipped(file), 0);

/** A chunk and everything it imports statically. */
const closure = (key, seen = new Set()) => {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
};

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = closure(entry);
/** The frame around every screen behind the sign-in. */
const frame = closure(Object.keys(manifest).find((key) => manifest[key].name === 'frame'));
const filesOf = (keys) => ({
  js: new Set([...keys].map((key) => manifest[key].file)),
  css: new Set([...keys].flatMap((key) => manifest[key].css ?? [])),
});
const first = filesOf(initial);
const signedIn = filesOf(new Set([...initial, ...frame]));

/** What is there already when a lazy piece is asked for: the first screen, or the lazy screen that asks for it. */
const loadedBefore = (key) => {
  const askers = Object.keys(manifest).filter((each) => manifest[each].dynamicImports?.includes(key));
  const there = askers.map((each) => closure(each));
  const common = [...(there[0] ?? [])].filter((each) => there.every((one) => one.has(each)));
  // Who signs up needs the frame a moment later anyway.
  return new Set([...initial, ...frame, ...common]);
};

const lazy = Object.keys(manifest)
  .filter((key) => manifest[key].isDynamicEntry && !frame.has(key))
  .map((key) => {
    const own = [...closure(key)].filter((each) => !loadedBefore(key).has(each));
    const files = filesOf(own);
    return { key, bytes: sum(files.js) + sum(files.css) };
  })
  .sort((a, b) => b.bytes - a.bytes);

const rows = [
  ['initial JS, before the sign-in', sum(first.js), budgets.js],
  ['initial JS, behind it', sum(signedIn.js), budgets.js],
  ['initial CSS', sum(signedIn.css), budgets.css],
  ...lazy.map(({ key, bytes }) => [`lazy ${key}`, bytes, budgets.lazy]),
];
let over = 0;
for (const [what, bytes, budget] of rows) {
  const isOver = bytes > budget;
  if (isOver) over += 1;
  const line = `${(bytes / kB).toFixed(1).padStart(8)} kB of ${String(budget / kB).padStart(3)}  ${what}`;
  process.stdout.write(`${line}${isOver ? '  ABOVE BUDGET' : ''}\n`);
}
process.exit(over > 0 ? 1 : 0);
