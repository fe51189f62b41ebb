import { pause, type Report } from '#test/bench/measure';
import { LinkedRig } from '#test/chaos/whatsapp/linked-rig';

export type LinkedLoad = { readonly numbers: number; readonly kills: number };

/** Replies that WhatsApp took, each counted once. */
const replied = async ({ whatsapp }: LinkedRig): Promise<number> => {
  const { accepted, duplicates } = await whatsapp.counters();
  return accepted - duplicates;
};

/** Every customer asks one thing and the engine process dies: until all numbers are open, and until all are answered. */
const killOnce = async (rig: LinkedRig): Promise<{ readonly reopenedMs: number; readonly answeredMs: number }> => {
  const { whatsapp, customers, watch } = rig;
  const wanted = (await replied(rig)) + customers.length;
  await Promise.all(
    customers.map((customer, at) => whatsapp.say(customer, rig.ownerOf(at), 'how much is the deep massage?')),
  );
  const from = performance.now();
  process.kill(watch.engine?.pid ?? 0, 'SIGKILL');
  const reopenedMs = await rig.untilReopened(from);
  let answers = await replied(rig);
  while (answers < wanted && performance.now() - from < 60_000) {
    await pause(50);
    answers = await replied(rig);
  }
  return { reopenedMs, answeredMs: answers < wanted ? Number.NaN : performance.now() - from };
};

/** The built product with so many linked numbers: what they hold, and how long they are away when their process dies. */
export const linkedNumbers = async (report: Report, { numbers, kills }: LinkedLoad): Promise<void> => {
  const rig = await LinkedRig.start({ numbers, customers: numbers });
  report.add('linked_product_rss_mb', rig.product.rssMb(), 'MB', numbers);
  report.add('linked_engine_rss_mb', rig.engineRssMb(), 'MB', numbers);
  const times: { readonly reopenedMs: number; readonly answeredMs: number }[] = [];
  for (let kill = 0; kill < kills; kill += 1) times.push(await killOnce(rig));
  const most = (pick: (each: (typeof times)[number]) => number): number => Math.max(...times.map(pick));
  report.add(
    'linked_reopened_ms_max',
    most((each) => each.reopenedMs),
    'ms',
    kills,
    { atMost: 20_000 },
  );
  report.add(
    'linked_answered_ms_max',
    most((each) => each.answeredMs),
    'ms',
    kills,
  );
  const { conflicts, devicesWithTwoSockets, lateStanzas, unknownStanzas } = await rig.whatsapp.counters();
  const broken = conflicts + devicesWithTwoSockets.length + lateStanzas.length + unknownStanzas;
  report.add('linked_conflicts', broken, 'sockets', numbers * kills, { atMost: 0 });
  await rig.close();
};
