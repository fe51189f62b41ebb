import { loadavg } from 'node:os';
import { openLoop } from '#test/bench/cloud-api';
import { type Report, until } from '#test/bench/measure';
import type { Question, Stage } from '#test/bench/stage';

type Sample = { readonly atHours: number; readonly mb: number };
type Slope = { readonly perHour: number; readonly error: number };

const roundSeconds = 10;
/** Of the time, in which caches fill and the heap finds its size. */
const warmUp = 0.2;

/** Least squares; the error is the standard error of the slope. */
const slopeOf = (samples: readonly Sample[]): Slope => {
  const n = samples.length;
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, each) => sum + of(each), 0) / n;
  const [atMean, mbMean] = [mean(({ atHours }) => atHours), mean(({ mb }) => mb)];
  const spread = samples.reduce((sum, { atHours }) => sum + (atHours - atMean) ** 2, 0);
  const perHour = samples.reduce((sum, { atHours, mb }) => sum + (atHours - atMean) * (mb - mbMean), 0) / spread;
  const left = samples.reduce((sum, { atHours, mb }) => sum + (mb - mbMean - perHour * (atHours - atMean)) ** 2, 0);
  return { perHour, error: Math.sqrt(left / (n - 2) / spread) };
};

/** Counts what is settled and forgets it, so that this process holds no more than the last round. */
class Tally {
  doubled = 0;
  unanswered = 0;
  #asked: Question[] = [];

  async settle(stage: Stage, next: readonly Question[]): Promise<void> {
    await until(() => this.#asked.every(({ replies }) => replies.length > 0), 60_000);
    for (const { customer, replies } of this.#asked) {
      this.doubled += Math.max(0, replies.length - 1);
      this.unanswered += replies.length === 0 ? 1 : 0;
      stage.questions.delete(customer);
    }
    this.#asked = [...next];
  }
}

/** A steady rate for a time, each message from a customer never seen before: how resident memory moves after the warm-up. */
export const soakSlope = async (stage: Stage, report: Report, perSecond: number, minutes: number): Promise<void> => {
  const samples: Sample[] = [];
  const tally = new Tally();
  const began = performance.now();
  const hours = (): number => (performance.now() - began) / 3_600_000;
  let sent = 0;
  while (hours() < minutes / 60) {
    const asked = await openLoop(stage, 20_000_000 + sent, perSecond, roundSeconds);
    sent += asked.length;
    samples.push({ atHours: hours(), mb: stage.product.rssMb() });
    await tally.settle(stage, asked);
  }
  const seconds = hours() * 3_600;
  await tally.settle(stage, []);
  const steady = samples.filter(({ atHours }) => atHours > (warmUp * minutes) / 60);
  const { perHour, error } = slopeOf(steady);
  // Of less than an hour the slope is for information: collections of the heap outweigh it.
  const bound = minutes >= 60 ? { atMost: 5 } : {};
  report.add('soak_rss_slope_mb_per_h', perHour, 'MB/h', steady.length, bound);
  report.add('soak_rss_slope_error_mb_per_h', error, 'MB/h', steady.length);
  report.add('soak_rss_first_mb', steady[0]?.mb ?? Number.NaN, 'MB', 1);
  report.add('soak_rss_last_mb', steady.at(-1)?.mb ?? Number.NaN, 'MB', 1);
  report.add('soak_messages_per_s', sent / seconds, 'messages/s', sent);
  report.add('soak_unanswered', tally.unanswered, 'messages', sent, { atMost: 0 });
  report.add('soak_answered_twice', tally.doubled, 'replies', sent, { atMost: 0 });
  report.add('soak_wrong_recipient', stage.wrongRecipient, 'replies', sent, { atMost: 0 });
  report.add('soak_machine_load', loadavg()[0] ?? 0, 'load', 1);
};
