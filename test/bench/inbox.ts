import { loadavg } from 'node:os';
import { unreadableCode } from '#adapters/store/sealing/sealed-tables';
import { masterKeyFiles } from '#infrastructure/config/key-files';
import { quantile, type Report, until } from '#test/bench/measure';
import type { Ground } from '#test/bench/seeding/ground';
import { seededCustomers } from '#test/bench/seeding/talk-rows';
import { type GraphApiEmulator, startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import { itemAt } from '#test/support/catalogue-items';
import type { HttpClient } from '#test/support/http-client';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { cloudApiEnvironment, openBusiness, setUpPlatform, signIn, webhookOf } from '#test/support/world';

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

/** What was seeded opens with the product's keys, and is found: else the times are those of something else. */
const assertReadable = async (admin: HttpClient, search: string): Promise<void> => {
  const found = JSON.stringify(await admin.get(search));
  if (!found.includes('word0') || found.includes(unreadableCode))
    throw new Error(`the seeded messages are not there: ${found.slice(0, 300)}`);
};

const prefixOf = ({ name, isGenuine }: Ground): string => {
  const served = name === 'sqlite' ? '' : `${name}_`;
  return isGenuine ? served : `${served}substitute_`;
};

const measure = async (report: Report, admin: HttpClient, ground: Ground, load: InboxLoad): Promise<void> => {
  const prefix = prefixOf(ground);
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
    // Every other one beside the word that a third of all messages hold.
    (_, index) => `/api/v1/messages?limit=25&text=${index % 2 === 0 ? '' : 'word0%20'}word${(index * 49).toString(36)}`,
  );
  await add('search', searches);
  await assertReadable(admin, searches[0] ?? '');
  const homes = Array.from({ length: Math.min(100, load.repeats) }, () => '/api/v1/home');
  await add('home', homes, 50);
  report.add(`${prefix}inbox_messages_stored`, load.messages, 'messages', 1);
  report.add(`${prefix}inbox_machine_load`, loadavg()[0] ?? 0, 'load', 1);
};

/** Who wrote in the past writes again, one after the other: how long until the answer has reached the provider. */
const writeAgain = async (
  emulator: GraphApiEmulator,
  { url }: Product,
  phoneNumberId: string,
  { messages, repeats }: InboxLoad,
): Promise<readonly number[]> => {
  emulator.setWebhook(webhookOf(url));
  const answered = new Set<string>();
  emulator.onSend(({ to }) => void answered.add(to));
  const customers = seededCustomers(messages);
  const took: number[] = [];
  for (let index = 0; index < repeats; index += 1) {
    const from = customers[Math.floor((index * customers.length) / repeats)] ?? '';
    const startedAt = performance.now();
    await emulator.customerWrites({ phoneNumberId, from, text: `How much is the ${itemAt(index).name}?` }).delivered;
    await until(() => answered.has(from), 30_000);
    took.push(performance.now() - startedAt);
  }
  return took;
};

/** The inbox's lists with many messages stored: first page, pages deep in the list, filters, one conversation, search. */
export const inbox = async (report: Report, ground: Ground, load: InboxLoad): Promise<void> => {
  const emulator = await startGraphApiEmulator({
    statuses: [
      { status: 'sent', afterMs: 20 },
      { status: 'delivered', afterMs: 60 },
    ],
  });
  const phoneNumberId = '10001';
  const folder = temporaryFolder('inbox');
  const environment = { ...cloudApiEnvironment(emulator), ...ground.environment };
  const first = await startProduct({ dataDir: folder.path, environment });
  const business = await openBusiness(first, await setUpPlatform(first), emulator, {
    name: 'Amber House',
    phoneNumberId,
  });
  const [channel] = await business.admin
    .get<{ items: { id: string }[] }>('/api/v1/channels')
    .then(({ items }) => items);
  await first.kill('SIGTERM');
  const { tenantId } = business;
  const began = performance.now();
  const { messages } = load;
  const masterKeys = masterKeyFiles(folder.path);
  await ground.seed(folder.path, { tenantId, channelId: channel?.id ?? '', messages, masterKeys });
  process.stderr.write(`${ground.name}: seeded in ${Math.round((performance.now() - began) / 1_000)} s\n`);

  const product = await startProduct({ dataDir: folder.path, environment });
  await measure(report, await signIn(product.url, business.email), ground, load);
  const replies = await writeAgain(emulator, product, phoneNumberId, load);
  report.add(`${prefixOf(ground)}reply_to_known_ms_p50`, quantile(replies, 0.5), 'ms', replies.length);
  report.add(`${prefixOf(ground)}reply_to_known_ms_p95`, quantile(replies, 0.95), 'ms', replies.length);
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
