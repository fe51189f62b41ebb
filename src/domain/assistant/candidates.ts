import type { Choice } from '#domain/assistant/choice';
import type { DecisionInput } from '#domain/assistant/decision';
import { type AnyAct, faqsIn, isAllowed, servicesIn } from '#domain/assistant/guard';
import type { ServiceId } from '#domain/shared/ids';

const mostOffered = 3;

const aboutService = (act: AnyAct, service: ServiceId, { settings }: DecisionInput): Choice[] => {
  const order: AnyAct = { act: 'order', lines: [], slots: {} };
  if (act.act === 'order' && isAllowed(order, settings)) return [{ choose: 'order', service }];
  if (isAllowed({ act: 'quote_price', services: [] }, settings)) return [{ choose: 'price', service }];
  return isAllowed({ act: 'describe', services: [] }, settings) ? [{ choose: 'describe', service }] : [];
};

const aboutAct = (act: AnyAct, input: DecisionInput): Choice[] => {
  const faqs = faqsIn(act).map((faq): Choice => ({ choose: 'faq', faq }));
  if (act.act === 'quote_document')
    return isAllowed(act, input.settings) ? [{ choose: 'quote', sentence: act.sentence }] : [];
  return [
    ...(isAllowed({ act: 'suggest', faqs: faqsIn(act), services: [] }, input.settings) ? faqs : []),
    ...servicesIn(act).flatMap((service) => aboutService(act, service, input)),
  ];
};

/** What the customer may have meant, for when we are not sure enough to say it. The first three, in the model's order. */
export const candidatesOf = (acts: readonly AnyAct[], input: DecisionInput): readonly Choice[] =>
  acts.flatMap((act) => aboutAct(act, input)).slice(0, mostOffered);
