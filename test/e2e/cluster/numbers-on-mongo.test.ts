import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, redisIsMissing, startRedis } from '#test/services/redis';
import { databaseUri, dropDatabase, mongoServer } from '#test/support/mongo-stores';
import { type Product, startProduct, temporaryFolder } from '#test/support/product';
import { WhatsAppProgram } from '#test/support/whatsapp-program';
import { setUpPlatform } from '#test/support/world';
import { type Business, openBusiness } from '../business.js';
import { figuresOf, timeUntil } from './cluster.js';

type Session = { readonly state: string; readonly pairing: { readonly value: string } | null };

const owner = '77010000001';
const amal = '77050000001';

describe.runIf(mongoServer() !== null && !redisIsMissing)('two processes with numbers over one MongoDB', () => {
  const folder = temporaryFolder('numbers-on-mongo');
  const [server, database] = [mongoServer() ?? '', `wakil_numbers_${process.pid}`];
  let redis: RedisServer;
  let whatsapp: WhatsAppProgram;
  let all: readonly Product[] = [];
  let noor: Business;
  let path: string;
  const start = (roles: string): Promise<Product> =>
    startProduct({
      dataDir: folder.path,
      environment: {
        ...whatsapp.environment,
        MONGODB_URI: databaseUri(server, database),
        REDIS_URL: redis.url,
        WAKIL_HEALTH_PORT: '0',
        WAKIL_ROLES: roles,
      },
    });
  const reaches = (state: string): Promise<number> =>
    timeUntil(`the number is ${state}`, async () => (await noor.admin.get<Session>(path)).state === state, 45_000);
  const isAnswered = async (): Promise<void> => {
    const before = (await whatsapp.inbox(amal)).length;
    await whatsapp.say(amal, owner, 'How much is the Deep massage?');
    const isThere = async (): Promise<boolean> => (await whatsapp.inbox(amal)).length === before + 1;
    await timeUntil('the customer has an answer', isThere, 30_000);
  };

  beforeAll(async () => {
    [redis, whatsapp] = await Promise.all([startRedis(), WhatsAppProgram.start()]);
    const api = await start('api');
    all = [api, ...(await Promise.all(['worker', 'whatsapp', 'whatsapp'].map(start)))];
    await setUpPlatform(api);
    noor = await openBusiness(api.url);
    await whatsapp.addOwner(owner);
    await whatsapp.addCustomer(amal);
  }, 90_000);
  afterAll(async () => {
    await Promise.all(all.map((product) => product.kill('SIGKILL')));
    await redis.stop();
    await whatsapp.stop();
    await dropDatabase(server, database);
    folder.remove();
  });

  it('link one from a process that cannot hold it, and answer over it', async () => {
    const { id } = await noor.admin.post<{ id: string }>('/api/v1/channels', { kind: 'whatsapp', name: 'Ours' });
    path = `/api/v1/channels/${id}/session`;
    await noor.admin.post(`${path}/link`, { how: 'qr' });
    let code: string | undefined;
    const isShown = async (): Promise<boolean> => {
      code = (await noor.admin.get<Session>(path)).pairing?.value;
      return code !== undefined;
    };
    await timeUntil('a code is shown', isShown, 45_000);
    await whatsapp.scan(owner, code ?? '');
    await reaches('open');
    await isAnswered();
  });

  it('pause it, and open it elsewhere when its process is killed', async () => {
    expect(await noor.admin.post<Session>(`${path}/pause`)).toMatchObject({ state: 'paused' });
    await noor.admin.post(`${path}/resume`);
    await reaches('open');
    const numbers = all.slice(2);
    const open = 'wakil_whatsapp_sessions{status="open"} 1';
    const figures = await Promise.all(numbers.map(figuresOf));
    const holder = numbers.find((_, index) => figures[index]?.includes(open));
    const other = numbers.find((each) => each !== holder);
    if (holder === undefined || other === undefined) throw new Error('nobody holds the number');
    await holder.kill('SIGKILL');
    await timeUntil('another has it', async () => (await figuresOf(other)).includes(open), 45_000);
    await isAnswered();
  });
});
