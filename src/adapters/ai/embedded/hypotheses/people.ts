import { hasCue, type Unit } from '../reading/unit.js';
import type { Hypothesis, Hypothesise } from './hypothesis.js';
import { confidenceIn, cuesAt } from './hypothesis.js';

const handOver = (reason: 'customer_asked' | 'anger' | 'unknown', confidence: number): Hypothesis => ({
  acts: [{ act: 'hand_over', reason }],
  confidence,
});

/** "Are you a bot?", "am I talking to a person?" */
export const identifying: Hypothesise = (scene) => {
  const asks =
    hasCue(scene.units, 'areYou') && !hasCue(scene.units, 'want') && hasCue(scene.units, 'robot', 'human', 'person');
  const bare = hasCue(scene.units, 'robot') && scene.units.length <= 2;
  const who = hasCue(scene.units, 'areYou') && scene.units.length <= 2 && scene.subject === null;
  if (!asks && !bare && !who) return null;
  const explained = new Set(cuesAt(scene, 'areYou', 'robot', 'human', 'person', 'not', 'talk'));
  return { acts: [{ act: 'identify' }], confidence: confidenceIn(scene, asks ? 0.98 : 0.9, explained) };
};

/** "Will someone call me to confirm the order?" asks how it goes on, "can someone call me?" for somebody. */
const asksHowItGoesOn = (units: readonly Unit[]): boolean =>
  units[0]?.key === 'will' && hasCue(units, 'confirm') && !hasCue(units, 'human', 'want');

/** A person is always one word away (AI-15), however the wish is dressed. */
export const wantsPerson: Hypothesise = ({ units }) => {
  if (asksHowItGoesOn(units)) return null;
  const wants = hasCue(units, 'want') || !hasCue(units, 'areYou');
  if (hasCue(units, 'human') && wants) return handOver('customer_asked', 0.96);
  if (!hasCue(units, 'person')) return null;
  if (hasCue(units, 'talk', 'areYou') && wants) return handOver('customer_asked', 0.95);
  return units.length <= 2 ? handOver('customer_asked', 0.9) : null;
};

export const isAngry: Hypothesise = ({ units }) => (hasCue(units, 'anger') ? handOver('anger', 0.93) : null);

/** A parcel, a payment, a promise made by somebody: nothing a catalogue can answer. */
export const aboutAccount: Hypothesise = (scene) => {
  if (!hasCue(scene.units, 'account') || hasCue(scene.units, 'cancel', 'order', 'confirm')) return null;
  return handOver(
    'unknown',
    confidenceIn(scene, 0.95, new Set(cuesAt(scene, 'account', 'not', 'howTo', 'areYou')), 0.2),
  );
};
