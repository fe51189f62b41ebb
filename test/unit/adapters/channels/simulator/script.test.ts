import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Disturbances } from '#adapters/channels/simulator/disturbances';
import { Recording } from '#adapters/channels/simulator/recording';
import { spaMorning } from '#adapters/channels/simulator/recordings/spa-morning';
import { type Scene, type ScriptedMessage, scriptOf } from '#adapters/channels/simulator/script';

const messagesOf = (scenes: readonly Scene[]): readonly ScriptedMessage[] =>
  scenes.flatMap((scene) => (scene.kind === 'messages' ? scene.messages : []));

const firstOfEach = (messages: readonly ScriptedMessage[]): ScriptedMessage[] =>
  messages.filter(({ externalId }, index) => messages.findIndex((each) => each.externalId === externalId) === index);

const disturbances = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 20 }),
    duplicates: fc.double({ min: 0, max: 1, noNaN: true }),
    reordered: fc.double({ min: 0, max: 1, noNaN: true }),
    batched: fc.double({ min: 0, max: 1, noNaN: true }),
    identityChanges: fc.double({ min: 0, max: 1, noNaN: true }),
    disconnects: fc.double({ min: 0, max: 1, noNaN: true }),
    history: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map((rules) => Disturbances.parse(rules));

describe('a script of a recording', () => {
  it('plays it as it was, where nothing goes wrong', () => {
    const scenes = scriptOf(spaMorning, Disturbances.parse({}));
    expect(scenes.every(({ kind }) => kind === 'messages')).toBe(true);
    const texts = messagesOf(scenes).map(({ text }) => text);
    expect(texts).toEqual([...spaMorning.before, ...spaMorning.steps].map(({ says }) => says));
  });

  it('is the same for the same seed, and another for another', () => {
    const rules = { duplicates: 0.5, reordered: 0.5, batched: 0.5, disconnects: 0.5 };
    const of = (seed: string) => scriptOf(spaMorning, Disturbances.parse({ ...rules, seed }));
    expect(of('a')).toEqual(of('a'));
    expect(of('a')).not.toEqual(of('b'));
  });

  it('loses nothing, whatever goes wrong, and keeps the order of each person', () => {
    fc.assert(
      fc.property(disturbances, (rules) => {
        const first = firstOfEach(messagesOf(scriptOf(spaMorning, rules)));
        for (const [, { name }] of Object.entries(spaMorning.people)) {
          const said = [...spaMorning.before, ...spaMorning.steps]
            .filter(({ from }) => spaMorning.people[from]?.name === name)
            .map(({ says }) => says);
          expect(first.filter((message) => message.name === name).map(({ text }) => text)).toEqual(said);
        }
      }),
      // A copy that is told as history comes behind the next message of the same person.
      { examples: [[Disturbances.parse({ seed: 'w>', batched: 0.98, history: 0.023 })]] },
    );
  });

  it('tells one person by phone, by LID or by both', () => {
    const scenes = scriptOf(spaMorning, Disturbances.parse({ identityChanges: 1 }));
    for (const { identities } of messagesOf(scenes)) expect(identities).toHaveLength(2);
  });

  it('marks what was written before as history', () => {
    const scenes = scriptOf(spaMorning, Disturbances.parse({}));
    const [first] = scenes;
    expect(first?.kind === 'messages' && first.messages.every(({ arrival }) => arrival === 'history')).toBe(true);
  });

  it('refuses a recording in which somebody unknown writes', () => {
    const step = { afterMs: 0, from: 'nobody', says: 'hello' };
    expect(Recording.safeParse({ title: 'x', people: {}, steps: [step] }).success).toBe(false);
  });
});
