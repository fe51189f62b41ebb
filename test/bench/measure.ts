/** One figure. `n`: how many observations it stands on. */
export type Figure = { readonly name: string; readonly value: number; readonly unit: string; readonly n: number };

/** A figure and the bound it must hold; without a bound it is for information. */
export type Bound = { readonly atMost?: number; readonly atLeast?: number };

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The q-quantile (0..1) of unsorted observations. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};

/** Prints figures as JSON lines and remembers which bounds broke. */
export class Report {
  readonly broken: string[] = [];

  add(name: string, value: number, unit: string, n: number, { atMost, atLeast }: Bound = {}): void {
    const figure: Figure = { name, value: rounded(value), unit, n };
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    if (Number.isNaN(value) || (atMost !== undefined && value > atMost))
      this.broken.push(`${name} is ${rounded(value)} ${unit}, at most ${atMost} allowed`);
    if (atLeast !== undefined && value < atLeast)
      this.broken.push(`${name} is ${rounded(value)} ${unit}, at least ${atLeast} wanted`);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for a condition, looking every 20 ms; `false` when the time is up. */
export const until = async (meets: () => boolean, withinMs: number): Promise<boolean> => {
  const end = performance.now() + withinMs;
  while (!meets()) {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
};
