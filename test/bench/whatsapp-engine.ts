import { baileysEngine } from '#adapters/channels/baileys/baileys.engine';
import { quantile, type Report } from '#test/bench/measure';
import { BareClient } from '#test/bench/whatsapp-engine/bare-client';
import { child, EmulatorLink } from '#test/bench/whatsapp-engine/emulator-link';
import type { SessionsAnswer, SessionsCall, SessionsOrder } from '#test/bench/whatsapp-engine/sessions-process';
import { RecordedSession } from '#test/integration/whatsapp/baileys/recorded-session';
import type { MemoryCredentials } from '#test/support/memory-credentials';

export type EngineLoad = {
  readonly sessions: number;
  readonly messages: number;
  readonly idleMs: number;
  /** Processes that open them all, one after the other; the median counts. */
  readonly rounds: number;
  readonly bounds: boolean;
};

const customer = '77050000001';
/** The socket's own limit would measure itself. */
const engine = baileysEngine({ framesPerSecond: 1_000_000 });

const cpuOf = async (act: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const inRow = async (times: number, send: (n: number) => Promise<unknown>): Promise<void> => {
  for (let n = 0; n < times; n += 1) await send(n);
};

/** CPU of one message that the server took, ours and the library's alone, in turns. */
const outbound = async (link: EmulatorLink, report: Report, { messages, bounds }: EngineLoad): Promise<void> => {
  const rounds = 5;
  const each = Math.ceil(messages / rounds);
  const { surroundings } = link;
  const ours = await (
    await RecordedSession.open({ credentials: await link.linked('77010000001', engine), engine, surroundings })
  ).untilOpen();
  await ours.untilCaughtUp();
  const bare = await BareClient.open(surroundings.url ?? '', await link.linked('77010000002', engine));
  const to = [{ scheme: 'wa_phone', value: customer } as const];
  let sent = 0;
  const send = async (): Promise<void> => {
    sent += 1;
    const externalId = `3EB0${String(sent).padStart(18, '0')}`;
    const { kind } = await ours.send(
      { externalId, to, text: 'Deep massage: AED 150.', media: null, quotes: null },
      10_000,
    );
    if (kind !== 'accepted') throw new Error(`not accepted: ${kind}`);
  };
  const bareSend = (): Promise<void> => bare.send(customer, 'Deep massage: AED 150.');
  await inRow(each, send);
  await inRow(each, bareSend);
  const costs: { readonly ours: number; readonly bare: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const own = await cpuOf(() => inRow(each, send));
    costs.push({ ours: own / each, bare: (await cpuOf(() => inRow(each, bareSend))) / each });
  }
  const of = (pick: (cost: (typeof costs)[number]) => number): number => quantile(costs.map(pick), 0.5);
  report.add(
    'whatsapp_send_cpu_ms',
    of((cost) => cost.ours),
    'ms',
    each * rounds,
  );
  report.add(
    'whatsapp_send_cpu_bare_ms',
    of((cost) => cost.bare),
    'ms',
    each * rounds,
  );
  const overhead = of((cost) => cost.ours - cost.bare);
  report.add('whatsapp_send_overhead_cpu_ms', overhead, 'ms', each * rounds, bounds ? { atMost: 1 } : {});
  await ours.close();
  await bare.close();
};

type Linked = ReadonlyMap<string, MemoryCredentials>;
type Cost = Omit<Extract<SessionsCall, { kind: 'done' }>, 'kind'>;

/** One process that opens them all. */
const opened = async ({ surroundings }: EmulatorLink, linked: Linked, idleMs: number): Promise<Cost> => {
  const process = child('./sessions-process.ts', ['--expose-gc']);
  const exited = new Promise<number | null>((resolve) => process.once('exit', resolve));
  const done = new Promise<Cost>((resolve, reject) => {
    void exited.then((code) => reject(new Error(`the sessions ended with ${code}`)));
    const answer = async (call: Exclude<SessionsCall, { kind: 'done' }>): Promise<void> => {
      const credentials = linked.get(call.number);
      if (call.kind === 'save') await credentials?.save(call.changes);
      const found = call.kind === 'read' ? ((await credentials?.read(call.type, call.ids)) ?? []) : [];
      // The last saves may come while it ends.
      if (process.connected) process.send({ id: call.id, found } satisfies SessionsAnswer);
    };
    process.on('message', (call: SessionsCall) => {
      if (call.kind === 'done') resolve(call);
      else void answer(call);
    });
    process.send({ numbers: [...linked.keys()], surroundings, idleMs } satisfies SessionsOrder);
  });
  const cost = await done;
  process.disconnect();
  await exited;
  return cost;
};

/** A process with that many open sessions, beyond one with a single session. */
const crowd = async (link: EmulatorLink, report: Report, load: EngineLoad): Promise<void> => {
  const { sessions, idleMs, rounds, bounds } = load;
  const linked = new Map<string, MemoryCredentials>();
  for (let n = 0; n <= sessions; n += 1) {
    const phone = String(77_020_000_000 + n);
    linked.set(phone, await link.linked(phone, engine));
  }
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) costs.push(await opened(link, linked, idleMs));
  const median = (pick: (cost: Cost) => number): number => quantile(costs.map(pick), 0.5);
  const openMs = median(({ openedMs }) => openedMs);
  report.add('whatsapp_sessions_open_ms', openMs, 'ms', sessions, bounds ? { atMost: 5_000 } : {});
  const cpuMs = median((cost) => cost.cpuMs / sessions);
  report.add('whatsapp_session_open_cpu_ms', cpuMs, 'ms', sessions);
  const baseMb = median((cost) => cost.baseMb);
  report.add('whatsapp_process_base_mb', baseMb, 'MB', rounds);
  const live = median(({ liveMb }) => liveMb / sessions);
  report.add('whatsapp_session_live_mb', live, 'MB', sessions);
  const each = median((cost) => (cost.rssMb - cost.baseMb) / sessions);
  report.add('whatsapp_session_rss_mb', each, 'MB', sessions, bounds ? { atMost: 1 } : {});
};

/** What the Baileys engine costs: CPU over the bare library, memory and time of many sessions. */
export const whatsappEngine = async (report: Report, load: EngineLoad): Promise<void> => {
  const link = await EmulatorLink.start();
  link.order({ kind: 'customer', phone: customer });
  await outbound(link, report, load);
  await crowd(link, report, load);
  link.stop();
};
