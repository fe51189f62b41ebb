import type { Act } from '#domain/assistant/proposal';

const maxActs = 3;
const maxServices = 5;

type Order = Extract<Act, { act: 'order' }>;
type Total = Extract<Act, { act: 'total' }>;

/** What is said later about the same service counts. */
const byService = <Line extends { readonly service: string }>(lines: readonly Line[]): readonly Line[] =>
  [...new Map(lines.map((line) => [line.service, line])).values()].slice(0, maxServices);

const together = (left: Act, right: Act): Act | null => {
  if (left.act === 'order' && right.act === 'order')
    return {
      act: 'order',
      lines: byService([...left.lines, ...right.lines]),
      slots: { ...left.slots, ...right.slots },
    } satisfies Order;
  if (left.act === 'total' && right.act === 'total')
    return { act: 'total', lines: byService([...left.lines, ...right.lines]) } satisfies Total;
  if (left.act === right.act && 'services' in left && 'services' in right && left.act !== 'suggest')
    return { ...left, services: [...new Set([...left.services, ...right.services])].slice(0, maxServices) };
  return JSON.stringify(left) === JSON.stringify(right) ? left : null;
};

/** Acts of the same kind become one. */
const merged = (acts: readonly Act[]): readonly Act[] =>
  acts.reduce<Act[]>((before, act) => {
    const at = before.findIndex((each) => together(each, act) !== null);
    const joined = at < 0 ? null : together(before[at] as Act, act);
    if (joined === null) before.push(act);
    else before[at] = joined;
    return before;
  }, []);

/** A haggler is told the price with the refusal; a person who was asked for answers alone. */
const withoutRepeats = (acts: readonly Act[]): readonly Act[] => {
  const handOver = acts.find((act) => act.act === 'hand_over');
  if (handOver !== undefined) return [handOver];
  const refused = new Set(acts.flatMap((act) => (act.act === 'no_discount' ? act.services : [])));
  const haggles = acts.some((act) => act.act === 'no_discount');
  return acts.filter((act) => {
    if (act.act === 'quote_price') return !act.services.every((id) => refused.has(id));
    if (act.act === 'availability' || act.act === 'describe' || act.act === 'list_services') return !haggles;
    return !(haggles && (act.act === 'order' || act.act === 'total'));
  });
};

/** One message's acts as they are answered: at most three, a greeting first. */
export const mergeActs = (acts: readonly Act[]): readonly Act[] => withoutRepeats(merged(acts)).slice(0, maxActs);
