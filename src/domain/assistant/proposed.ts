import { faqsIn, servicesIn } from '#domain/assistant/guard';
import type { Act } from '#domain/assistant/proposal';

const silent: ReadonlySet<string> = new Set([
  'greet',
  'thanks',
  'goodbye',
  'identify',
  'unknown',
  'hand_over',
  'fill_form',
]);

const isAct = (value: unknown): value is Act =>
  typeof value === 'object' && value !== null && typeof (value as { act?: unknown }).act === 'string';

const named = (act: Act): string => {
  if (act.act === 'quote_document') return `${act.act}:${act.sentence}`;
  if (act.act === 'call_function') return `${act.act}:${act.function}`;
  if (act.act === 'ask_form') return `${act.act}:${act.form}`;
  if (act.act === 'suggest' || act.act === 'clarify') return '';
  return `${act.act}:${[...servicesIn(act)].sort().join(',')}`;
};

/**
 * What was answered, or would have been, in one word: an FAQ's own id, since that is what engines learn; the name of the act and
 * what it is about for anything else; the first choice where several were offered. `null`: nothing that could be right or wrong.
 */
export const proposedBy = (acts: readonly unknown[]): string | null => {
  const claims = acts.filter(isAct).filter(({ act }) => !silent.has(act));
  const [first, ...others] = claims;
  if (first === undefined) return null;
  const [faq] = faqsIn(first);
  if (first.act === 'suggest' || first.act === 'clarify') return faq ?? servicesIn(first)[0] ?? null;
  if (others.length > 0) return claims.map((act) => faqsIn(act)[0] ?? named(act)).join(' ');
  return faq ?? named(first);
};
