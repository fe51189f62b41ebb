// Loaded before the product's own modules (node --import). Kills the process, hard, when the engine reaches a named step for
// the n-th time: CHAOS_KILL=turn.decided:7
import { subscribe } from 'node:diagnostics_channel';

const [step, nth] = (process.env.CHAOS_KILL ?? '').split(':');
let left = Number(nth);
subscribe('wakil:step', (message) => {
  if (message.name !== step) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});
