/** A figure of the issue: what was measured, on which part of which set, and the bar it has to reach. */
export type Line = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
  /** The file that was scored: test parts are kept aside, so it may be a validation part. */
  readonly scored?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
};

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Prints JSON lines and remembers what fell short and what could not be run. */
export class ScoreCard {
  readonly broken: string[] = [];
  readonly notRun: string[] = [];

  add(line: Line): void {
    const { value, atLeast, atMost } = line;
    const isBounded = atLeast !== undefined || atMost !== undefined;
    const met = !(value < (atLeast ?? Number.NEGATIVE_INFINITY)) && !(value > (atMost ?? Number.POSITIVE_INFINITY));
    const holds = met && !Number.isNaN(value);
    process.stdout.write(
      `${JSON.stringify({ ...line, value: rounded(value), ...(isBounded ? { met: holds } : {}) })}\n`,
    );
    if (isBounded && !holds) this.broken.push(`${line.name} is ${rounded(value)} ${line.unit}`);
  }

  /** A set that is not in the folder is said to be missing, never passed over. */
  skip(name: string, missing: readonly string[]): void {
    this.notRun.push(name);
    process.stdout.write(`${JSON.stringify({ name, status: 'not run', missing })}\n`);
  }
}
