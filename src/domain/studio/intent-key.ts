import { type AnyAct, faqsIn, servicesIn } from '#domain/assistant/guard';

/** What one act is about where it is about one thing: `answer_faq:faq_…`, `quote_price:svc_…`; else the act's own name. */
export const intentKeyOf = (act: AnyAct): string => {
  const targets = [
    ...servicesIn(act),
    ...faqsIn(act),
    ...('function' in act ? [act.function] : []),
    ...('form' in act ? [act.form] : []),
  ];
  const [only] = targets;
  return only !== undefined && targets.length === 1 ? `${act.act}:${only}` : act.act;
};

export const actOfKey = (key: string): string => key.split(':')[0] ?? key;

export const targetOfKey = (key: string): string | null => key.split(':')[1] ?? null;
