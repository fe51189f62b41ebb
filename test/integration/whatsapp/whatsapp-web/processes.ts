import { readdirSync, readFileSync } from 'node:fs';

export type Process = { readonly pid: number; readonly parent: number; readonly line: string };

const at = (pid: number): Process | null => {
  try {
    const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
    return { pid, parent, line: readFileSync(`/proc/${pid}/cmdline`, 'utf8') };
  } catch {
    // It ended meanwhile.
    return null;
  }
};

const all = (): readonly Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => at(Number(name)))
    .filter((one) => one !== null);

/** Whatever runs with this in its command line. */
export const processesWith = (words: string): readonly Process[] => all().filter(({ line }) => line.includes(words));

/** A process and all it started, and those too. */
export const treeOf = (root: number): readonly Process[] => {
  const everything = all();
  const found = everything.filter(({ pid }) => pid === root);
  for (const one of found) found.push(...everything.filter(({ parent }) => parent === one.pid));
  return found;
};

/** In bytes, of all of them. `rss` counts a shared page once for each; `pss` shares it out among all who have it. */
export const memoryOf = (processes: readonly Process[]): { readonly rss: number; readonly pss: number } => {
  let [rss, pss] = [0, 0];
  for (const { pid } of processes) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    rss += Number(/^Rss:\s+(\d+)/m.exec(rollup)?.[1]) * 1_024;
    pss += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1]) * 1_024;
  }
  return { rss, pss };
};
