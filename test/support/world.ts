import type { GraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import { items } from '#test/support/catalogue-items';
import { HttpClient } from '#test/support/http-client';
import type { Product } from '#test/support/product';

const password = 'correct horse battery staple';

export type Business = {
  readonly name: string;
  readonly tenantId: string;
  readonly email: string;
  readonly phoneNumberId: string;
  readonly apiKey: string;
  /** Acts as the business's admin; tokens last ten minutes: `signIn` again after a restart or a long run. */
  readonly admin: HttpClient;
};

type SignedIn = { accessToken: string; tenant: { id: string } | null };

export const signIn = async (url: string, email: string): Promise<HttpClient> => {
  const anonymous = new HttpClient(url);
  const { accessToken } = await anonymous.post<SignedIn>('/api/auth/sign-in', { email, password, tokenIn: 'body' });
  return new HttpClient(url, { token: accessToken });
};

/** The first start: the setup token from the log makes the super admin. */
export const setUpPlatform = async ({ url, setupToken }: Product): Promise<HttpClient> => {
  const body = { token: setupToken, email: 'root@platform.test', password, name: 'Root', tokenIn: 'body' };
  const { accessToken } = await new HttpClient(url).post<SignedIn>('/api/auth/setup', body);
  return new HttpClient(url, { token: accessToken });
};

export type BusinessPlan = {
  readonly name: string;
  readonly phoneNumberId: string;
  readonly settleMs?: number;
  /** Where its owner signs up from, for a product behind a proxy that says so: one address founds only a few. */
  readonly address?: string;
};

/** A business as its owner would open it, through the API: catalogue, Cloud API number, API key. */
export const openBusiness = async (
  { url }: Pick<Product, 'url'>,
  platform: HttpClient,
  emulator: GraphApiEmulator,
  { name, phoneNumberId, settleMs = 0, address }: BusinessPlan,
): Promise<Business> => {
  const email = `owner-${phoneNumberId}@business.test`;
  const account = { email, password, name: 'Owner', businessName: name, currency: 'AED', tokenIn: 'body' };
  const signedUp = await new HttpClient(url).post<SignedIn>('/api/auth/sign-up', account, {
    ...(address !== undefined && { 'x-forwarded-for': address }),
  });
  const tenantId = signedUp.tenant?.id ?? '';
  const admin = new HttpClient(url, { token: signedUp.accessToken });
  const services = items.map((item) => ({
    name: { en: item.name },
    priceMinor: item.priceMinor,
    currency: 'AED',
    status: 'active',
  }));
  await admin.post('/api/v1/services/import', { services });
  await platform.post(`/api/v1/admin/tenants/${tenantId}/cloud-api`, { allowed: true });
  const accessToken = `token-of-${phoneNumberId}`;
  emulator.registerNumber(phoneNumberId, { accessToken });
  await admin.post('/api/v1/channels', { name: 'WhatsApp', phoneNumberId, accessToken });
  const settings = await admin.get<{ version: number }>('/api/v1/settings');
  await admin.put('/api/v1/settings', { version: settings.version, assistant: { settleMs } });
  const { key } = await admin.post<{ key: string }>('/api/v1/api-keys', { name: 'rig', scopes: ['chat.send'] });
  return { name, tenantId, email, phoneNumberId, apiKey: key, admin };
};

export const cloudApiEnvironment = (emulator: GraphApiEmulator): Readonly<Record<string, string>> => ({
  WAKIL_CLOUD_API_BASE_URL: emulator.baseUrl,
  WAKIL_CLOUD_API_APP_SECRET: emulator.appSecret,
  WAKIL_CLOUD_API_VERIFY_TOKEN: 'verify-token-of-the-rig',
  WAKIL_LOG_LEVEL: 'info',
});

export const webhookOf = (url: string): string => `${url}/webhooks/whatsapp/cloud`;
