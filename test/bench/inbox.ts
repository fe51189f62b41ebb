import { loadavg } from 'node:os';
import { quantile, type Report, until } from '#test/bench/measure';
import type { Ground } from '#test/bench/seeding/ground';
import { startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { cloudApiEnvironment, openBusiness, setUpPlatform, signIn } from '#test/support/world';

type ConversationPage = { items: { conversation: { id: string; channelId: string } }[]; next: string | null };

export type InboxLoad = { readonly messages: number; readonly repeats: number; readonly bounds: boolean };

/** How long a GET takes over HTTP, in milliseconds, for each of the paths. */
const timed = async (admin: HttpClient, paths: readonly string[]): Promise<number[]> => {
  const took: number[] = [];
  for (const path of paths) {
    const startedAt = performance.now();
    await admin.get(path);
    took.push(performance.now() - startedAt);
  }
  return took;
};

/** What a person opens: the first page, pages deep in the list, filtered ones, and a page of some of the conversations. */
const pathsOf = async (admin: HttpClient, repeats: number) => {
  const lists: string[] = [];
  const conversations: string[] = [];
  let after: string | null = null;
  for (let index = 0; index < repeats; index += 1) {
    const filter = ['', '&mode=waiting', '&status=open'][index % 3];
    const path: string = `/api/v1/conversations?limit=50${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
    const page: ConversationPage = await admin.get(path);
    conversations.push(
      ...page.items.slice(0, 2).map(({ conversation }) => `/api/v1/conversations/${conversation.id}/messages?limit=50`),
    );
    lists.push(path, `/api/v1/conversations?limit=50${filter}`);
    after = page.next;
  }
  return { lists, conversations };
};

const measure = async (report: Report, admin: HttpClient, ground: Ground, load: InboxLoad): Promise<void> => {
  const served = ground.name === 'sqlite' ? '' : `${ground.name}_`;
  const prefix = ground.isGenuine ? served : `${served}substitute_`;
  const bound = (atMost: number) => (load.bounds && ground.isGenuine ? { atMost } : {});
  const add = async (name: string, paths: readonly string[], atMost?: number): Promise<void> => {
    const times = await timed(admin, paths);
    const limit = atMost === undefined ? {} : bound(atMost);
    report.add(`${prefix}${name}_ms_p50`, quantile(times, 0.5), 'ms', times.length);
    report.add(`${prefix}${name}_ms_p95`, quantile(times, 0.95), 'ms', times.length, limit);
  };
  const { lists, conversations } = await pathsOf(admin, load.repeats);
  await add('inbox_page', lists, 30);
  await add('message_page', conversations, 30);
  const searches = Array.from(
    { length: Math.min(100, load.repeats) },
    (_, index) => `/api/v1/messages?limit=25&text=word${(index * 49).toString(36)}`,
  );
  await add('search', searches);
  const homes = Array.from({ length: Math.min(100, load.repeats) }, () => '/api/v1/home');
  await add('home', homes, 50);
  report.add(`${prefix}inbox_messages_stored`, load.messages, 'messages', 1);
  report.add(`${prefix}inbox_machine_load`, loadavg()[0] ?? 0, 'load', 1);
};

/** Rows are seeded in the open, as an older release stored them; a start seals them a little at a time, beside all other work. */
const sealed = async ({ log }: Product): Promise<void> => {
  const began = performance.now();
  await until(() => log.some((line) => line.includes('"store.sealed"')), 3_600_000);
  process.stderr.write(`sealed in ${Math.round((performance.now() - began) / 1_000)} s\n`);
};

/** The inbox's lists with many messages stored: first page, pages deep in the list, filters, one conversation, search. */
export const inbox = async (report: Report, ground: Ground, load: InboxLoad): Promise<void> => {
  const emulator = await startGraphApiEmulator({});
  const folder = temporaryFolder('inbox');
  const environment = { ...cloudApiEnvironment(emulator), ...ground.environment };
  const first = await startProduct({ dataDir: folder.path, environment });
  const business = await openBusiness(first, await setUpPlatform(first), emulator, {
    name: 'Amber House',
    phoneNumberId: '10001',
  });
  const [channel] = await business.admin
    .get<{ items: { id: string }[] }>('/api/v1/channels')
    .then(({ items }) => items);
  await first.kill('SIGTERM');
  const { tenantId } = business;
  const began = performance.now();
  await ground.seed(folder.path, { tenantId, channelId: channel?.id ?? '', messages: load.messages });
  process.stderr.write(`${ground.name}: seeded in ${Math.round((performance.now() - began) / 1_000)} s\n`);

  const product = await startProduct({ dataDir: folder.path, environment });
  if (load.bounds && ground.isGenuine) await sealed(product);
  await measure(report, await signIn(product.url, business.email), ground, load);
  await product.kill('SIGTERM');
  await emulator.close();
  await ground.leave();
  folder.remove();
};

/** The same on a server, where there is one. */
export const inboxOn = async (
  report: Report,
  open: () => Promise<Ground | null>,
  loadOf: (ground: Ground) => InboxLoad,
): Promise<void> => {
  const ground = await open();
  if (ground !== null) await inbox(report, ground, loadOf(ground));
};
