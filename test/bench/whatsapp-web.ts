import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, type Report } from '#test/bench/measure';
import { aMessage, BrowserRig, type Opened } from '#test/integration/whatsapp/whatsapp-web/browser-rig';
import { memoryOf, treeOf } from '#test/integration/whatsapp/whatsapp-web/processes';

const mib = 1_048_576;
const settleMs = 5_000;

const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await act();
  return performance.now() - began;
};

/** Linked, closed and opened again: what a restart of the product does for each number. */
const reopened = async (rig: BrowserRig, openMs: number[]): Promise<Opened> => {
  const first = await rig.linked();
  await first.session.close();
  const opened: Opened[] = [];
  openMs.push(
    await timed(async () => {
      const session = await rig.reopened(first);
      opened.push(session);
      await session.events.caughtUp();
    }),
  );
  const [session] = opened;
  if (session === undefined) throw new Error('it did not open');
  return session;
};

/** What a number costs when a browser speaks for it. The page is the emulator's, which weighs next to nothing. */
export const whatsappWeb = async (report: Report, sessions: number, messages: number): Promise<void> => {
  const rig = new BrowserRig();
  await rig.start();
  const openMs: number[] = [];
  const opened: Opened[] = [];
  for (let n = 0; n < sessions; n += 1) opened.push(await reopened(rig, openMs));
  await sleep(settleMs);
  const browsers = await Promise.all(opened.map(({ channelId }) => rig.browserOf(channelId)));
  const trees = browsers.map(treeOf);
  const memory = trees.map(memoryOf);
  report.add('whatsapp_web.open_ms', quantile(openMs, 0.5), 'ms', sessions);
  report.add(
    'whatsapp_web.processes',
    quantile(
      trees.map(({ length }) => length),
      0.5,
    ),
    'processes',
    sessions,
  );
  report.add(
    'whatsapp_web.rss_per_browser',
    quantile(
      memory.map(({ rss }) => rss),
      0.5,
    ) / mib,
    'MiB',
    sessions,
  );
  report.add(
    'whatsapp_web.pss_per_browser',
    quantile(
      memory.map(({ pss }) => pss),
      0.5,
    ) / mib,
    'MiB',
    sessions,
  );
  const [first] = opened;
  const customer = rig.emulator.person('Aigerim');
  const sendMs: number[] = [];
  for (let n = 0; n < messages; n += 1) {
    sendMs.push(await timed(async () => first?.session.send(aMessage(customer, `hello ${n}`), 10_000)));
  }
  report.add('whatsapp_web.send_p50', quantile(sendMs, 0.5), 'ms', messages);
  const closeMs = await timed(() => rig.closeAll());
  report.add('whatsapp_web.close_all', closeMs, 'ms', sessions);
  await rig.stop();
};
