import { randomId } from './random-id.js';

/** The tabs of one visitor: one of them leads (listens and sends), and each tells the others that the shared store changed. */
export type Tabs = {
  tell(): void;
  /** One tab at a time; without locks at once, which the server's idempotency makes harmless. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  leave(): void;
};

type Heard = { readonly onLead: () => void; readonly onFollow: () => void; readonly onChange: () => void };

const beatMs = 1_000;

/** Where there are no locks: who says so leads, the lowest id wins, and who is silent for three beats has gone. */
const elect = (channel: BroadcastChannel, { onLead, onFollow }: Heard): (() => void) => {
  const id = randomId();
  let heardAt = Date.now();
  let isLeading = false;
  const hear = ({ data }: MessageEvent): void => {
    if (typeof data !== 'string' || data === '') return;
    if (isLeading && data > id) return;
    heardAt = Date.now();
    if (isLeading) onFollow();
    isLeading = false;
  };
  channel.addEventListener('message', hear);
  const timer = setInterval(() => {
    if (!isLeading && Date.now() - heardAt > 3 * beatMs) {
      isLeading = true;
      onLead();
    }
    if (isLeading) channel.postMessage(id);
  }, beatMs);
  return () => clearInterval(timer);
};

const queueForLock = (name: string, { onLead }: Heard): (() => void) => {
  const leaving = new AbortController();
  const held = new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()));
  navigator.locks
    .request(name, { signal: leaving.signal }, () => {
      onLead();
      return held;
    })
    .catch(() => undefined);
  return () => leaving.abort();
};

const loneTab = ({ onLead }: Heard): Tabs => {
  onLead();
  return { tell: () => undefined, alone: (work) => work(), leave: () => undefined };
};

export const joinTabs = (name: string, isShared: boolean, heard: Heard): Tabs => {
  // Without a shared store every tab is a visitor of its own.
  if (!isShared || typeof BroadcastChannel === 'undefined') return loneTab(heard);
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }) => {
    if (data === '') heard.onChange();
  });
  const hasLocks = 'locks' in navigator;
  const stop = hasLocks ? queueForLock(name, heard) : elect(channel, heard);
  return {
    tell: () => channel.postMessage(''),
    alone: (work) => (hasLocks ? navigator.locks.request(`${name}:alone`, work) : work()),
    leave: () => {
      stop();
      channel.close();
    },
  };
};
