import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Store } from '#application/ports/store';
import { type Application, createApplication } from '#infrastructure/composition/application';
import { tokens } from '#infrastructure/composition/tokens';
import { readConfig } from '#infrastructure/config/config';
import { demoPassword } from '#infrastructure/demo/demo-password';
import { demoAdmin, demoBusinesses, demoNumbers } from '#infrastructure/demo/demo-plan';
import { SeedDemo } from '#infrastructure/demo/seed-demo';
import { openFoundation } from '#infrastructure/main/foundation';
import { temporaryFolder } from '#test/support/product';

/** An emulator's address; the number to link is not linked here, so nobody asks for it. */
const nobody = 'ws://127.0.0.1:9/ws/chat';
const folder = temporaryFolder('demo');
let application: Application;
let store: Store;
let seed: SeedDemo;

beforeAll(async () => {
  const config = readConfig({ WAKIL_DATA_DIR: folder.path, WAKIL_LOG_LEVEL: 'fatal', WAKIL_WHATSAPP_URL: nobody });
  application = createApplication(await openFoundation(config));
  await application.start();
  const { container } = application;
  store = container.get(tokens.store);
  seed = new SeedDemo({
    store,
    useCases: container.get(tokens.useCases),
    setupToken: container.get(tokens.setupToken).value,
    password: demoPassword(folder.path),
    isEmulated: true,
  });
}, 60_000);
afterAll(async () => {
  await application.stop();
  folder.remove();
});

/** What is there now of a business, in numbers. */
const countedOf = async (slug: string) => {
  const tenant = await store.platform.findTenantBySlug(slug);
  if (tenant === null) throw new Error(`${slug} is not there`);
  const { channels, conversations, orders, catalogue, flows, forms } = store.tenant(tenant.state.id);
  const { services, faqs } = await catalogue.snapshot();
  const { pending, approved } = await orders.counts();
  const numbers = (await channels.list()).filter(({ kind }) => kind === 'whatsapp');
  const played = new Set(numbers.map(({ id }) => id));
  const page = await conversations.page({}, { after: null, limit: 100 }, null);
  // Recorded customers write for minutes; how far they are is not the seed's.
  const items = page.items.filter(({ conversation }) => !played.has(conversation.state.channelId));
  const withPeople = items.filter(({ conversation }) => conversation.state.mode === 'human').length;
  const menus = (await flows.list()).length;
  const shown = { services: services.size, faqs: faqs.size, menus, forms: (await forms.list()).length };
  const { defaultLanguage: language } = tenant.state.assistant;
  return { slug, language, ...shown, talks: items.length, numbers: numbers.length, withPeople, pending, approved };
};

const counted = async () => ({
  businesses: await Promise.all(demoBusinesses.map(({ slug }) => countedOf(slug))),
  admins: await store.platform.countSuperAdmins(),
});

it('fills two businesses through the real pipeline, once', async () => {
  await seed.execute();
  const first = await counted();
  expect(first.admins).toBe(1);
  expect(first.businesses).toMatchObject([
    { slug: 'noor-spa', language: 'en', talks: 4, numbers: 2, withPeople: 1, pending: 1, approved: 1 },
    { slug: 'layan', language: 'ar', talks: 3, numbers: 0, withPeople: 1, pending: 1, approved: 0 },
  ]);
  for (const { services, faqs, menus, forms } of first.businesses)
    expect(Math.min(services, faqs, menus, forms)).toBeGreaterThan(0);
  await seed.execute();
  expect(await counted()).toEqual(first);
}, 60_000);

it('lets recorded customers write to one of the numbers, and leaves the other to be linked', async () => {
  const tenant = await store.platform.findTenantBySlug('noor-spa');
  if (tenant === null) throw new Error('the business is not there');
  const { channels, conversations } = store.tenant(tenant.state.id);
  const played = (await channels.list()).find(({ name }) => name === demoNumbers.recorded);
  const listed = async () => (await conversations.page({}, { after: null, limit: 100 }, null)).items;
  await expect
    .poll(async () => (await listed()).some(({ conversation }) => conversation.state.channelId === played?.id), {
      timeout: 15_000,
    })
    .toBe(true);
  const { sessions } = store.tenant(tenant.state.id);
  expect((await sessions.list()).map(({ channelId, engine }) => ({ channelId, engine }))).toEqual([
    { channelId: played?.id, engine: 'simulator' },
  ]);
}, 60_000);

it('lets in everybody it names, with the password it keeps', async () => {
  const { signIn } = application.container.get(tokens.useCases);
  const password = demoPassword(folder.path);
  const client = { ip: '192.0.2.1', userAgent: 'test' };
  for (const { email } of [...demoBusinesses, demoAdmin])
    expect((await signIn.execute({ email, password, client })).accessToken).not.toBe('');
}, 60_000);
