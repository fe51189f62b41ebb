import { HttpClient } from '#test/support/http-client';

export const password = 'correct horse battery staple';

export type Business = {
  readonly admin: HttpClient;
  readonly shop: HttpClient;
  readonly token: string;
  readonly key: string;
  readonly email: string;
};
export type ChatReply = { readonly status: string; readonly reply: string | null; readonly conversation_id: string };

/** A business with one service and a key to chat with: what its owner would set up in the first minute. */
export const openBusiness = async (url: string, name = 'Noor Spa'): Promise<Business> => {
  const email = `owner@${name.toLowerCase().replaceAll(/\W+/g, '-')}.test`;
  const account = { email, password, name: 'Owner', businessName: name, currency: 'AED', tokenIn: 'body' };
  const { accessToken: token } = await new HttpClient(url).post<{ accessToken: string }>('/api/auth/sign-up', account);
  const owner = new HttpClient(url, { token });
  await owner.post('/api/v1/services', { name: { en: 'Deep massage', ar: 'مساج عميق' }, priceMinor: 15_000 });
  const { version } = await owner.get<{ version: number }>('/api/v1/settings');
  await owner.put('/api/v1/settings', { version, assistant: { settleMs: 0 } });
  const { key } = await owner.post<{ key: string }>('/api/v1/api-keys', { name: 'shop', scopes: ['chat.send'] });
  return { admin: owner, shop: new HttpClient(url, { apiKey: key }), token, key, email };
};

export const say = (shop: HttpClient, session_id: string, message: string): Promise<ChatReply> =>
  shop.post<ChatReply>('/api/v1/chat', { session_id, message });

export const textsOf = async (owner: HttpClient, conversationId: string): Promise<readonly string[]> =>
  (await owner.all<{ content: { text: string } }>(`/api/v1/conversations/${conversationId}/messages`)).map(
    ({ content }) => content.text,
  );

export const auditHolds = async (owner: HttpClient): Promise<boolean> =>
  (await owner.get<{ holds: boolean }>('/api/v1/audit/verify')).holds;
