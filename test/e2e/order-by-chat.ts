import { HttpClient } from '#test/support/http-client';
import { type Business, say } from './business.js';

type Order = { readonly id: string; readonly version: number; readonly status: string; readonly number: number };

/** What a customer says to each question of the assistant's; the first that fits. */
const answers: readonly (readonly [question: RegExp, answer: string])[] = [
  [/Shall I send this request/i, 'yes'],
  [/name/i, 'My name is Omar'],
  [/phone|number/i, '+971 50 123 4567'],
  [/when|date|day/i, 'tomorrow at 5 pm'],
  [/address/i, '12 Marina Walk'],
];

export const orders = ({ admin }: Business): Promise<readonly Order[]> => admin.all<Order>('/api/v1/orders');

/** Talks until there is an order. @returns the conversation's id. */
export const orderByChat = async (business: Business): Promise<string> => {
  let { reply, conversation_id: id } = await say(business.shop, 'omar', 'I want to book a Deep massage');
  for (let asked = 0; asked < 8 && (await orders(business)).length === 0; asked++) {
    const answer = answers.find(([question]) => question.test(reply ?? ''))?.[1] ?? 'yes';
    ({ reply, conversation_id: id } = await say(business.shop, 'omar', answer));
  }
  return id;
};

/** The same business, at another address. */
export const at = (url: string, business: Business): Business => ({
  ...business,
  admin: new HttpClient(url, { token: business.token }),
  shop: new HttpClient(url, { apiKey: business.key }),
});
