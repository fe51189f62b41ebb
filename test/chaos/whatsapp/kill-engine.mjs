// Loaded before the product's own modules (node --import). Kills its engine process, hard, when a named step is reached for the
// n-th time. Each SIGUSR2 arms the next of CHAOS_ENGINE_KILLS=message.sending:3,engine.inbound:2. Steps are those of the product
// and, as engine.<name>, what the two processes call of each other; engine.sent: the engine says what became of a message.
import { subscribe } from 'node:diagnostics_channel';

const plan = (process.env.CHAOS_ENGINE_KILLS ?? '').split(',');
let engine;
let armed;

const reached = (step) => {
  if (armed?.step !== step) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  armed = undefined;
  engine?.kill('SIGKILL');
};

const listen = (child) => {
  engine = child;
  const sends = new Set();
  const send = child.send.bind(child);
  child.send = (frame, ...rest) => {
    const written = send(frame, ...rest);
    if (frame.is !== 'call') return written;
    if (frame.name === 'send') sends.add(frame.id);
    reached(`engine.${frame.name}`);
    return written;
  };
  child.prependListener('message', (frame) => {
    if (frame.is === 'call') reached(`engine.${frame.name}`);
    if (frame.is === 'answer' && sends.delete(frame.id)) reached('engine.sent');
  });
};

subscribe('wakil:step', (message) => reached(message.name));
// It has no channel yet when we hear of it.
subscribe('child_process', ({ process: child }) => child.once('spawn', () => listen(child)));
process.on('SIGUSR2', () => {
  const [step, nth] = (plan.shift() ?? '').split(':');
  armed = { step, left: Number(nth) };
});
