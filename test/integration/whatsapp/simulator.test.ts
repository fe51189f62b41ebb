import { afterEach, describe, expect, it } from 'vitest';
import type { Recording } from '#adapters/channels/simulator/recording';
import { burst, lidAfterPhone, twoAtOnce } from '#adapters/channels/simulator/recordings/pains';
import { spaMorning } from '#adapters/channels/simulator/recordings/spa-morning';
import type { Frame } from '#adapters/channels/whatsapp/ipc/frame';
import { readableText } from '#domain/conversation/message-content';
import type { Fate } from '#test/support/whatsapp/in-process-worker';
import { type Played, SimulatorRig, type Talk } from './simulator-rig.js';

const seeds = Array.from({ length: 20 }, (_, at) => `seed-${at}`);
const everythingWrong = {
  duplicates: 0.3,
  reordered: 0.3,
  batched: 0.3,
  identityChanges: 0.5,
  disconnects: 0.1,
  history: 0.2,
} as const;

let rig: SimulatorRig;
afterEach(() => rig.stop());

const inboundOf = ({ messages }: Talk) => messages.filter(({ direction }) => direction === 'in');
const outboundOf = ({ messages }: Talk) => messages.filter(({ direction }) => direction === 'out');
const textsOf = (messages: Talk['messages']): string[] => messages.map(({ content }) => readableText(content));
const said = ({ before, steps }: Recording, who: string): string[] =>
  [...before, ...steps].filter(({ from }) => from === who).map(({ says }) => says);

/** Which inbound messages the assistant has answered or handed to a person, each as often as it has. */
const dealtWith = ({ turns }: Talk): number[] =>
  turns.filter(({ outcome }) => outcome !== 'silence').flatMap(({ trace }) => [...trace.inboundSeqs]);

/** What no disturbance may change. */
const expectWhole = async (played: Played): Promise<void> => {
  const { recording } = played;
  const talks = await rig.talks(played);
  const all = talks.flatMap(inboundOf);
  const count = recording.before.length + recording.steps.length;
  // Every message once.
  expect(all.map(({ externalId }) => externalId).toSorted()).toEqual(
    Array.from({ length: count }, (_, at) => `SIM-${recording.title}-${at}`).toSorted(),
  );
  // One customer and one conversation for each person, with what they wrote in the order they wrote it.
  expect(new Set(talks.map(({ conversation }) => conversation.state.customerId)).size).toBe(talks.length);
  expect(talks.map((talk) => textsOf(inboundOf(talk))).toSorted()).toEqual(
    Object.keys(recording.people)
      .map((who) => said(recording, who))
      .toSorted(),
  );
  for (const talk of talks) expectAnswered(talk, recording);
};

const expectAnswered = (talk: Talk, { title, before }: Recording): void => {
  const inbound = inboundOf(talk);
  const isHistory = ({ externalId }: (typeof inbound)[number]) =>
    Number(externalId?.slice(`SIM-${title}-`.length)) < before.length;
  const dealt = dealtWith(talk);
  // Never twice, never the past; and nothing is left, unless a person has the conversation.
  expect(new Set(dealt).size).toBe(dealt.length);
  for (const { seq } of inbound.filter(isHistory)) expect(dealt).not.toContain(seq);
  const live = inbound.filter((message) => !isHistory(message)).map(({ seq }) => seq);
  const { escalation, mode } = talk.conversation.state;
  if (escalation === null && mode === 'assistant') expect(dealt.toSorted((a, b) => a - b)).toEqual(live);
  else expect(dealt.length).toBeGreaterThan(0);
  expect(talk.turns.flatMap(({ trace }) => [...trace.inboundSeqs]).toSorted((a, b) => a - b)).toEqual(live);
  // What was decided was sent, once; what told that it was read may have died with the process.
  const sent = outboundOf(talk);
  for (const { status } of sent) expect(['sent', 'delivered', 'read']).toContain(status);
  const replies = talk.turns.reduce((sum, turn) => sum + turn.replies.length, 0);
  expect(sent.filter(({ author }) => author.kind === 'assistant' || author.kind === 'system')).toHaveLength(replies);
};

/** The n-th, 2n-th, … message that an engine hands over is the last thing its process does. */
const dyingEvery = (every: number, most: number) => {
  let seen = 0;
  let died = 0;
  return (frame: Frame): Fate => {
    if (frame.is !== 'call' || frame.name !== 'inbound' || died === most) return 'arrive';
    seen += 1;
    if (seen % every !== 0) return 'arrive';
    died += 1;
    return died % 2 === 0 ? 'die' : 'die_after';
  };
};

describe('customers of a recording', () => {
  it('lose nothing and are answered once, whatever goes wrong on the way: twenty times otherwise', async () => {
    rig = await SimulatorRig.start();
    const all = await Promise.all(seeds.map((seed) => rig.play(spaMorning, { ...everythingWrong, seed })));
    await rig.untilPlayed(all);
    for (const played of all) await expectWhole(played);
    const names = rig.sent.map(({ externalId }) => externalId);
    expect(names.length).toBeGreaterThan(seeds.length * 5);
    expect(new Set(names).size).toBe(names.length);
  }, 120_000);

  it('lose nothing when the process of the engine dies in the middle, before or after its word has arrived', async () => {
    rig = await SimulatorRig.start(dyingEvery(31, 4));
    const all = await Promise.all(seeds.map((seed) => rig.play(spaMorning, { ...everythingWrong, seed })));
    await rig.untilPlayed(all);
    expect(rig.workers.deaths).toHaveLength(4);
    for (const played of all) await expectWhole(played);
  }, 120_000);
});

describe('a pain of the field', () => {
  it('burst: five bubbles are one question and get one answer', async () => {
    rig = await SimulatorRig.start();
    const played = await rig.play(burst);
    await rig.untilPlayed([played]);
    const [talk] = await rig.talks(played);
    expect(talk?.turns.map(({ trace }) => trace.inboundSeqs)).toEqual([[1, 2, 3, 4, 5]]);
    expect(talk && textsOf(outboundOf(talk))).toEqual([expect.stringContaining('310')]);
  });

  it('wrong customer: who write over one another get their own answers, at their own numbers', async () => {
    rig = await SimulatorRig.start();
    const all = await Promise.all(seeds.map((seed) => rig.play(twoAtOnce, { ...everythingWrong, seed })));
    await rig.untilPlayed(all);
    for (const played of all) await expectWhole(played);
    const { ana, omar } = twoAtOnce.people;
    for (const { to, text } of rig.sent) {
      const isAna = to.some(({ value }) => value === ana?.phone || value === ana?.lid);
      expect(to.some(({ value }) => value === omar?.phone || value === omar?.lid)).toBe(!isAna);
      expect(text).not.toMatch(isAna ? /facial|reflexology/i : /hot stone|Royal/i);
    }
  }, 60_000);

  it('LID after phone: one person in the end, with everything that was said', async () => {
    rig = await SimulatorRig.start();
    const played = await rig.play(lidAfterPhone, { duplicates: 0.5 });
    await rig.untilPlayed([played]);
    const talks = await rig.talks(played);
    expect(new Set(talks.map(({ conversation }) => conversation.state.customerId)).size).toBe(1);
    expect(talks.flatMap((talk) => textsOf(inboundOf(talk))).toSorted()).toEqual(said(lidAfterPhone, 'ana').toSorted());
    for (const talk of talks) expect(new Set(dealtWith(talk)).size).toBe(dealtWith(talk).length);
    const open = talks.filter(({ conversation }) => conversation.state.status === 'open');
    expect(open).toHaveLength(1);
  });
});
