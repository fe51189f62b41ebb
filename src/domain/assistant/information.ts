import type { DecisionInput } from '#domain/assistant/decision';
import { listServices } from '#domain/assistant/list-services';
import type { Act } from '#domain/assistant/proposal';
import { quantityFits } from '#domain/assistant/quote';
import { plain, type Statement } from '#domain/assistant/statement';
import type { AssistantSettings } from '#domain/tenancy/assistant-settings';

type InformingAct = Extract<
  Act,
  {
    act:
      | 'identify'
      | 'list_services'
      | 'quote_price'
      | 'describe'
      | 'availability'
      | 'total'
      | 'no_discount'
      | 'answer_faq'
      | 'call_function'
      | 'quote_document';
  }
>;

export const mayQuote = (settings: AssistantSettings): boolean => settings.allowedResponses.includes('prices');

const total = (act: Extract<Act, { act: 'total' }>, { catalogue }: DecisionInput): Statement[] => {
  const outside = act.lines.filter((line) => {
    const service = catalogue.services.get(line.service);
    return service !== undefined && !quantityFits(service, line.quantity);
  });
  if (outside.length === 0) return [{ say: 'total', lines: act.lines }];
  const services = act.lines.map((line) => line.service);
  return [
    ...outside.map(({ service }): Statement => ({ say: 'quantity_bounds', service })),
    { say: 'price', services },
  ];
};

/** Acts that tell the customer something, and need nothing but the snapshot to do so. */
export const informationIn = (act: InformingAct, input: DecisionInput): Statement[] => {
  switch (act.act) {
    case 'identify':
      return [{ say: 'identify' }];
    case 'list_services':
      return [listServices(act, input.catalogue, mayQuote(input.settings))];
    case 'quote_price':
      return [{ say: 'price', services: act.services }];
    case 'describe':
      return act.services.map((service) => ({ say: 'describe', service, withPrice: mayQuote(input.settings) }));
    case 'availability':
      return [{ say: 'availability', services: act.services }];
    case 'total':
      return total(act, input);
    case 'no_discount':
      return [
        plain('fixed_prices'),
        ...(act.services.length > 0 ? [{ say: 'price', services: act.services } as const] : []),
      ];
    case 'answer_faq':
      return [{ say: 'faq', faq: act.faq }];
    case 'call_function':
      return [{ say: 'function', function: act.function }];
    case 'quote_document':
      return [{ say: 'quotation', sentence: act.sentence }];
  }
};
