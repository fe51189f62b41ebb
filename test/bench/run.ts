import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { batches, duplicates, memory, signatures, sustained, wrongRecipients } from '#test/bench/cloud-api';
import { guardBench } from '#test/bench/guard';
import { inbox, inboxOn } from '#test/bench/inbox';
import { killSwitch } from '#test/bench/kill-switch';
import { knowledgeBench } from '#test/bench/knowledge';
import { linkedNumbers } from '#test/bench/linked-numbers';
import { Report } from '#test/bench/measure';
import { pacing } from '#test/bench/pacing';
import { panel } from '#test/bench/panel';
import { sealingCost } from '#test/bench/sealing';
import { onSqlite, openMongoGround, openPostgresGround } from '#test/bench/seeding/ground';
import { soakSlope } from '#test/bench/soak';
import { Stage } from '#test/bench/stage';
import { startUp } from '#test/bench/start-up';
import { whatsappEngine } from '#test/bench/whatsapp-engine';
import { whatsappWeb } from '#test/bench/whatsapp-web';
import { widgetCrowd } from '#test/bench/widget';

/**
 * Speed and memory of the built product, one JSON object per line; the load and the emulated provider run in this process, on
 * the same cores. Ends with 1 when a bound is broken. `--short`: for CI, with less of everything and no bounds on time.
 * `--only soak --minutes 60`: 50 messages a second for so long, and how memory moves.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '0' },
  },
});
const { short } = values;
const minutes = Number(values.minutes);
const report = new Report();

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

const cloudApi = async (): Promise<void> => {
  const stage = await Stage.open();
  await wrongRecipients(stage, report, short ? 2_000 : 10_000);
  await sustained(stage, report, short ? 100 : 330, short ? 10 : 60, !short);
  await duplicates(stage, report, short ? 20 : 100);
  await batches(stage, report);
  await signatures(stage, report);
  await stage.close();
};

const soak = async (): Promise<void> => {
  const stage = await Stage.open();
  if (minutes > 0) await soakSlope(stage, report, 50, minutes);
  else await memory(stage, report, 100_000);
  await stage.close();
};

/** Who listens and who writes: 50 messages a second, of a thousand visitors and of five thousand. */
const widget = async (): Promise<void> => {
  if (short) return widgetCrowd(report, { visitors: 200, perSecond: 20, seconds: 10, bounds: false });
  await widgetCrowd(report, { visitors: 1_000, perSecond: 50, seconds: 60, bounds: true });
  await widgetCrowd(report, { visitors: 5_000, perSecond: 50, seconds: 100, bounds: false });
};

const engineLoad = short
  ? { sessions: 3, messages: 50, idleMs: 1_000, rounds: 1, bounds: false }
  : { sessions: 100, messages: 1_500, idleMs: 10_000, rounds: 3, bounds: true };

const inboxLoad = { messages: short ? 20_000 : 1_000_000, repeats: short ? 60 : 300, bounds: !short };

/** The stand-in of the tests sorts a whole list for a page of it: a million would take it hours, and say nothing of MongoDB. */
const inboxMongo = (): Promise<void> =>
  inboxOn(report, openMongoGround, ({ isGenuine }) =>
    isGenuine ? inboxLoad : { messages: 20_000, repeats: 10, bounds: false },
  );

const parts: Readonly<Record<string, () => Promise<void>>> = {
  start: () => startUp(report, short ? 3 : 9),
  cloud_api: cloudApi,
  cloud_api_sealing: () =>
    sealingCost(
      report,
      short ? { pairs: 1, slices: 3, count: 100, bounds: false } : { pairs: 3, slices: 16, count: 500, bounds: true },
    ),
  widget,
  kill_switch: () => killSwitch(report, 1_000),
  pacing: async () => pacing(report, short ? 5_000 : 50_000),
  guard: async () => guardBench(report, short ? 5_000 : 50_000, short),
  knowledge: () => knowledgeBench(report, short),
  inbox: () => inbox(report, onSqlite, inboxLoad),
  panel: () => panel(report, short),
  whatsapp_engine: () => whatsappEngine(report, engineLoad),
  linked_numbers: () => linkedNumbers(report, short ? { numbers: 3, kills: 2 } : { numbers: 20, kills: 5 }),
  inbox_postgres: () => inboxOn(report, openPostgresGround, () => inboxLoad),
  ...(short ? {} : { soak, inbox_mongo: inboxMongo, whatsapp_web: () => whatsappWeb(report, 4, 100) }),
};

process.stderr.write(
  `${cpus().length} × ${cpus()[0]?.model}, node ${process.version}, commit ${commit()}${short ? ', short' : ''}\n`,
);
for (const [name, run] of Object.entries(parts)) if (name.includes(values.only)) await run();
for (const line of report.broken) process.stderr.write(`broken: ${line}\n`);
process.exit(report.broken.length === 0 ? 0 : 1);
