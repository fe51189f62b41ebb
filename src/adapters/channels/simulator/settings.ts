import { z } from 'zod';
import { Disturbances } from '#adapters/channels/simulator/disturbances';
import { Recording } from '#adapters/channels/simulator/recording';
import { burst, lidAfterPhone, twoAtOnce } from '#adapters/channels/simulator/recordings/pains';
import { spaMorning } from '#adapters/channels/simulator/recordings/spa-morning';

export const recordings: ReadonlyMap<string, Recording> = new Map(
  [spaMorning, burst, twoAtOnce, lidAfterPhone].map((recording) => [recording.title, recording]),
);

const json = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .max(1_000_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(shape);

/** Of the channel: which recording, by name or as JSON of one's own, and what goes wrong with it, as JSON. */
export const SimulatorSettings = z.object({
  recording: z
    .string()
    .default(spaMorning.title)
    .transform((name) => recordings.get(name) ?? name)
    .pipe(z.union([json(Recording), z.custom<Recording>((value) => typeof value === 'object')])),
  // The form leaves it empty: then nothing goes wrong.
  disturbances: z
    .union([z.literal('').transform(() => Disturbances.parse({})), json(Disturbances)])
    .default(Disturbances.parse({})),
});
