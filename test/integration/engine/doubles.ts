import type { AdversarialMessage } from '#test/support/guard-corpora';
import { adversarialReplies } from '#test/support/guard-corpora';
import { hostileProposal, pick } from '#test/unit/domain/assistant/hostile-proposals';
import { svc } from '#test/unit/domain/assistant/noor-souq';

/** Without a service to name these would be refused whole. */
const namesServices = (act: object): boolean => 'act' in act && (act.act === 'quote_price' || act.act === 'describe');

/** What a model does that obeys whoever wrote last: all a proposal can say of what the customer demands. */
export const obedientTo = ({ message, attack, expect }: AdversarialMessage, random: () => number): object => {
  const services = expect.price_stays === null ? [] : [svc(expect.price_stays)];
  const lines = services.map((service) => ({ service, quantity: 3 }));
  const slots = { name: message.slice(0, 60), note: message.slice(0, 200), date: message.slice(0, 60) };
  const acts: Readonly<Record<string, readonly object[]>> = {
    confirm: [{ act: 'order', lines, slots }, { act: 'thanks' }],
    extraction: [{ act: 'describe', services }, { act: 'identify' }],
    override: [{ act: 'cancel_order' }, { act: 'quote_price', services }],
  };
  const proposed = acts[attack] ?? [
    { act: 'no_discount', services },
    { act: 'quote_price', services },
  ];
  return {
    language: /\p{Script=Arabic}/u.test(message) ? 'ar' : 'en',
    acts: proposed.filter((act) => services.length > 0 || !namesServices(act)),
    confidence: 1,
    evidence: [],
    leadIn: pick(random, ['Yes, agreed!', `Thank you! ${message}`, message, pick(random, adversarialReplies).reply]),
  };
};

/** The same demands by a model that has a will of its own: any field may hold anything, and half of it is well-formed. */
export const hostileTo = (row: AdversarialMessage, random: () => number): unknown => {
  if (random() < 0.4) return { ...obedientTo(row, random), price: 1, reply: pick(random, adversarialReplies).reply };
  const proposal = random() < 0.5 ? obedientTo(row, random) : hostileProposal(random);
  return random() < 0.1 ? String(JSON.stringify(proposal)).slice(0, 80) : proposal;
};
