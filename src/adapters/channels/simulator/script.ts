import type { Disturbances } from '#adapters/channels/simulator/disturbances';
import type { RecordedStep, Recording } from '#adapters/channels/simulator/recording';
import { seededRandom } from '#domain/channel/seeded-random';
import type { CustomerIdentity } from '#domain/conversation/customer';

type Identities = readonly [CustomerIdentity, ...CustomerIdentity[]];

export type ScriptedMessage = {
  /** The same for every copy of one message. */
  readonly externalId: string;
  readonly identities: Identities;
  readonly name: string;
  readonly text: string;
  readonly arrival: 'live' | 'history';
  /** Of the recording's own time. */
  readonly atMs: number;
};

/** One thing that happens on the line. */
export type Scene =
  | { readonly kind: 'messages'; readonly atMs: number; readonly messages: readonly ScriptedMessage[] }
  | { readonly kind: 'disconnect'; readonly atMs: number };

type Random = () => number;

const shown = ({ people }: Recording, { from, as }: RecordedStep, changes: number, random: Random): Identities => {
  const { phone, lid } = people[from] as Recording['people'][string];
  const byPhone = { scheme: 'wa_phone', value: phone } as const;
  const byLid = { scheme: 'wa_lid', value: lid } as const;
  if (as === 'lid') return [byLid];
  if (as === 'phone' || (as === undefined && random() >= changes)) return [byPhone];
  return random() < 0.5 ? [byLid, byPhone] : [byPhone, byLid];
};

const idOf = (title: string, index: number): string => `SIM-${title}-${index}`;

type Made = { readonly message: ScriptedMessage; readonly from: string };

type Line = {
  readonly recording: Recording;
  readonly steps: readonly RecordedStep[];
  readonly arrival: ScriptedMessage['arrival'];
  /** The number of its first message. */
  readonly first: number;
};

const made = ({ recording, steps, arrival, first }: Line, rules: Disturbances, random: Random): Made[] => {
  let atMs = 0;
  return steps.map((step, index) => {
    const { from, says } = step;
    atMs += step.afterMs;
    const { name } = recording.people[from] as Recording['people'][string];
    const identities = shown(recording, step, rules.identityChanges, random);
    const externalId = idOf(recording.title, first + index);
    return { message: { externalId, identities, name, text: says, arrival, atMs }, from };
  });
};

/** Neighbours of different people change places: the network keeps nobody's order but one's own. */
const reordered = (line: readonly Made[], share: number, random: Random): Made[] => {
  const result = [...line];
  for (let index = 1; index < result.length; index += 1) {
    const [before, here] = [result[index - 1] as Made, result[index] as Made];
    if (before.from === here.from || random() >= share) continue;
    result[index - 1] = here;
    result[index] = before;
  }
  return result;
};

const batched = (line: readonly Made[], share: number, random: Random): ScriptedMessage[][] => {
  const batches: ScriptedMessage[][] = [];
  for (const { message } of line) {
    const last = batches.at(-1);
    if (last !== undefined && random() < share) last.push(message);
    else batches.push([message]);
  }
  return batches;
};

const copiesOf = (messages: readonly ScriptedMessage[], share: number, random: Random): ScriptedMessage[] =>
  messages.filter(() => random() < share);

const asHistory = (message: ScriptedMessage): ScriptedMessage => ({ ...message, arrival: 'history' });

/** What happens on the line, in order, the same for the same seed: nothing of the recording is lost by it. */
export const scriptOf = (recording: Recording, rules: Disturbances): readonly Scene[] => {
  const random = seededRandom(`${rules.seed}/${recording.title}`);
  const { before, steps } = recording;
  const old = made({ recording, steps: before, arrival: 'history', first: 0 }, rules, random);
  const line = made({ recording, steps, arrival: 'live', first: before.length }, rules, random);
  const scenes: Scene[] =
    old.length === 0 ? [] : [{ kind: 'messages', atMs: 0, messages: old.map(({ message }) => message) }];
  for (const messages of batched(reordered(line, rules.reordered, random), rules.batched, random)) {
    const atMs = Math.max(...messages.map((message) => message.atMs));
    scenes.push({ kind: 'messages', atMs, messages });
    const again = copiesOf(messages, rules.duplicates, random);
    if (again.length > 0) scenes.push({ kind: 'messages', atMs, messages: again });
    const synced = copiesOf(messages, rules.history, random).map(asHistory);
    if (synced.length > 0) scenes.push({ kind: 'messages', atMs, messages: synced });
    if (random() < rules.disconnects) scenes.push({ kind: 'disconnect', atMs });
  }
  return scenes;
};
