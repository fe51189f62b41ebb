// Loaded before the product's own modules (node --import). The process does to itself what it is told, at the very moment:
// from its start by CHAOS_ORDER={"signal":"SIGKILL","step":"turn.decided","nth":7}, later by a file of CHAOS_ORDERS named after its
// pid, which each SIGUSR2 makes it read. {"shiftMs":600000}: its clock on the wall is moved; timers are not.
// CHAOS_TRACE=<folder>: each process writes what steps it came by, and when, to a file of its own there, for whoever looks into a late answer.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RealDate = Date;
const trace = process.env.CHAOS_TRACE;
let armed;
subscribe('wakil:step', (message) => {
  if (trace !== undefined)
    appendFileSync(join(trace, `${process.pid}.jsonl`), `${JSON.stringify({ at: RealDate.now(), ...message })}\n`);
  if (armed?.step !== message.name) return;
  armed.nth -= 1;
  if (armed.nth > 0) return;
  const { signal } = armed;
  armed = undefined;
  process.kill(process.pid, signal);
});

let shiftMs = 0;
const now = () => RealDate.now() + shiftMs;
const shifted = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, words, made) =>
    Reflect.construct(target, words.length === 0 ? [now()] : words, made === shifted ? target : made),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

const obey = (order) => {
  if (order.step !== undefined) armed = { ...order };
  if (order.shiftMs === undefined) return;
  shiftMs = order.shiftMs;
  globalThis.Date = shifted;
};

if (process.env.CHAOS_ORDER !== undefined) obey(JSON.parse(process.env.CHAOS_ORDER));
process.on('SIGUSR2', () =>
  obey(JSON.parse(readFileSync(join(process.env.CHAOS_ORDERS, String(process.pid)), 'utf8'))),
);
