import { quantile, type Report } from '#test/bench/measure';
import { seedMessages } from '#test/bench/seed-messages';
import { startGraphApiEmulator } from '#test/emulators/graph-api/graph-api-emulator';
import type { HttpClient } from '#test/support/http-client';
import { startProduct, temporaryFolder } from '#test/support/product';
import { cloudApiEnvironment, openBusiness, setUpPlatform, signIn } from '#test/support/world';

type ConversationPage = { items: { conversation: { id: string; channelId: string } }[]; next: string | null };

const repeats = 300;

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

/** The inbox's lists with many messages stored: first page, pages deep in the list, filters, one conversation, search. */
export const inbox = async (report: Report, messages: number, bounds: boolean): Promise<void> => {
  const emulator = await startGraphApiEmulator({});
  const folder = temporaryFolder('inbox');
  const environment = cloudApiEnvironment(emulator);
  const first = await startProduct({ dataDir: folder.path, environment });
  const business = await openBusiness(first, await setUpPlatform(first), emulator, {
    name: 'Amber House',
    phoneNumberId: '10001',
  });
  const [channel] = await business.admin
    .get<{ items: { id: string }[] }>('/api/v1/channels')
    .then(({ items }) => items);
  await first.kill('SIGTERM');
  seedMessages({ dataDir: folder.path, tenantId: business.tenantId, channelId: channel?.id ?? '', messages });

  const product = await startProduct({ dataDir: folder.path, environment });
  const admin = await signIn(product.url, business.email);
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
  const bound = bounds ? { atMost: 30 } : {};
  const listTimes = await timed(admin, lists);
  report.add('inbox_page_ms_p95', quantile(listTimes, 0.95), 'ms', listTimes.length, bound);
  const messageTimes = await timed(admin, conversations);
  report.add('message_page_ms_p95', quantile(messageTimes, 0.95), 'ms', messageTimes.length, bound);
  const searches = Array.from(
    { length: 100 },
    (_, index) => `/api/v1/messages?limit=25&text=word${(index * 49).toString(36)}`,
  );
  const searchTimes = await timed(admin, searches);
  report.add('search_ms_p95', quantile(searchTimes, 0.95), 'ms', searchTimes.length);
  const homes = await timed(
    admin,
    Array.from({ length: 100 }, () => '/api/v1/home'),
  );
  report.add('home_ms_p95', quantile(homes, 0.95), 'ms', homes.length, bounds ? { atMost: 50 } : {});
  report.add('inbox_messages_stored', messages, 'messages', 1);
  await product.kill('SIGTERM');
  await emulator.close();
  folder.remove();
};
