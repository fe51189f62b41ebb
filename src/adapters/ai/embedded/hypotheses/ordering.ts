import type { Act } from '#domain/assistant/proposal';
import type { OrderDraft } from '#domain/conversation/dialogue';
import type { ServiceId } from '#domain/shared/ids';
import { isCollecting } from '../reading/found-slot.js';
import { loneCount } from '../reading/quantities.js';
import type { Scene } from '../reading/scene.js';
import { hasCue } from '../reading/unit.js';
import { serviceIdsOf } from './about-items.js';
import { confidenceIn, cuesAt, explainedBySubject, type Hypothesis, type Hypothesise } from './hypothesis.js';

type Line = { readonly service: ServiceId; readonly quantity: number | null };

const orderAct = (lines: readonly Line[], scene: Scene): Act => ({
  act: 'order',
  lines,
  slots: Object.fromEntries(scene.slots.map((found) => [found.slot, found.value])),
});

const soleLine = (draft: OrderDraft | null): ServiceId | null =>
  draft?.lines.length === 1 || draft?.awaiting === 'quantity' ? (draft.lines.at(-1)?.serviceId ?? null) : null;

const reserved = ({ amounts, counts }: Scene): ReadonlySet<number> =>
  new Set([...counts, ...amounts.flatMap((amount) => [...amount.units])]);

/** "Make it 3", while one thing is being ordered. */
const newQuantity = (scene: Scene): Hypothesis | null => {
  const service = soleLine(scene.briefing.dialogue.order);
  const quantity = loneCount(scene.units, reserved(scene));
  if (service === null || quantity === null || quantity > 99 || scene.subject?.origin === 'named') return null;
  const explained = new Set([
    ...scene.units.flatMap((unit, at) => (unit.kind === 'number' ? [at] : [])),
    ...cuesAt(scene, 'change', 'correct', 'it', 'piece', 'want', 'order', 'add', 'confirm', 'not'),
  ]);
  return { acts: [orderAct([{ service, quantity }], scene)], confidence: confidenceIn(scene, 0.95, explained) };
};

/** "Remove the AC": takes a line out of the draft. */
const removal = (scene: Scene): Hypothesis | null => {
  const draft = scene.briefing.dialogue.order;
  if (draft === null || !hasCue(scene.units, 'remove', 'cancel')) return null;
  const named = scene.subject?.origin === 'named' ? serviceIdsOf(scene.subject.mentions) : [];
  const lines = draft.lines.filter((line) => named.includes(line.serviceId));
  const sole =
    named.length === 0 && hasCue(scene.units, 'remove') ? draft.lines.slice(0, draft.lines.length === 1 ? 1 : 0) : [];
  const gone = [...lines, ...sole].map((line) => ({ service: line.serviceId, quantity: 0 }));
  if (gone.length === 0) return null;
  const explained = new Set([...explainedBySubject(scene), ...cuesAt(scene, 'remove', 'cancel', 'it', 'order', 'not')]);
  return { acts: [orderAct(gone, scene)], confidence: confidenceIn(scene, 0.95, explained) };
};

/** Name, phone, address, date: for the draft or a form, or enough of them to begin one. */
const details = (scene: Scene): Hypothesis | null => {
  const kinds = new Set(scene.slots.map((found) => found.slot));
  const isOpen = isCollecting(scene.briefing);
  const opens = kinds.size > 1 || kinds.has('phone') || (kinds.has('address') && hasCue(scene.units, 'change'));
  if (kinds.size === 0 || scene.subject?.origin === 'named' || !(isOpen || opens)) return null;
  const labels = scene.units.flatMap((unit, at) => (unit.key === 'contact' || unit.key === 'location' ? [at] : []));
  const explained = new Set([
    ...labels,
    ...cuesAt(scene, 'change', 'order', 'confirm', 'add', 'correct', 'want', 'yes'),
  ]);
  const base = isOpen ? 0.96 : 0.9;
  return { acts: [orderAct([], scene)], confidence: confidenceIn(scene, base, explained) };
};

/** "I want to order", "go ahead": no thing named, so the next question is ours to ask. */
const opening = (scene: Scene): Hypothesis | null => {
  const { units, subject, briefing } = scene;
  if (subject !== null && subject.origin !== 'topic') return null;
  const proceeds = briefing.dialogue.order !== null && hasCue(units, 'confirm', 'order', 'yes');
  if (!proceeds && (subject !== null || !hasCue(units, 'order'))) return null;
  if (hasCue(units, 'howTo', 'price')) return null;
  const explained = new Set(cuesAt(scene, 'order', 'want', 'confirm', 'yes', 'it', 'have', 'goods'));
  return { acts: [orderAct([], scene)], confidence: confidenceIn(scene, 0.93, explained) };
};

export const ordering: Hypothesise = (scene) =>
  removal(scene) ?? newQuantity(scene) ?? details(scene) ?? opening(scene);

/** Drops the draft or takes the last request back; which of them exists is the system's to know. */
export const cancelling: Hypothesise = (scene) => {
  const { units, briefing } = scene;
  if (!hasCue(units, 'cancel')) return null;
  const { lastOrderId } = briefing.dialogue;
  const isOpen = isCollecting(briefing);
  const asksHow = hasCue(units, 'howTo') || (hasCue(units, 'have') && !isOpen);
  const explained = new Set([
    ...cuesAt(scene, 'cancel', 'order', 'want', 'it', 'have', 'account', 'confirm'),
    ...(scene.subject?.units ?? []),
  ]);
  const base = asksHow ? 0.5 : isOpen || lastOrderId !== null ? 0.97 : 0.88;
  return { acts: [{ act: 'cancel_order' }], confidence: confidenceIn(scene, base, explained) };
};
