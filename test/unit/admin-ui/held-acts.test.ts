import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdAct, sendHeldActs, sendWhenLeft } from '../../../admin-ui/src/shared/lib/held-acts.js';

beforeEach(() => vi.useFakeTimers());
afterEach(async () => {
  await sendHeldActs();
  vi.useRealTimers();
});

const held = () => {
  const commit = vi.fn(() => Promise.resolve());
  const onOver = vi.fn();
  return { commit, onOver, ...holdAct({ holdMs: 10_000, commit, onOver }) };
};

it('is sent when its time is over, once', async () => {
  const act = held();
  vi.advanceTimersByTime(9_999);
  expect(act.commit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  await act.send();
  await sendHeldActs();
  expect([act.commit.mock.calls.length, act.onOver.mock.calls.length]).toEqual([1, 1]);
  expect(act.undo()).toBe(false);
});

it('is never sent once it was taken back', async () => {
  const act = held();
  expect(act.undo()).toBe(true);
  vi.advanceTimersByTime(60_000);
  await act.send();
  await sendHeldActs();
  expect([act.commit.mock.calls.length, act.onOver.mock.calls.length]).toEqual([0, 1]);
});

it('is sent before the next thing is done, and that waits for it', async () => {
  const steps: string[] = [];
  holdAct({
    holdMs: 10_000,
    commit: async () => {
      await Promise.resolve();
      steps.push('approved');
    },
    onOver: () => undefined,
  });
  await sendHeldActs();
  steps.push('next');
  expect(steps).toEqual(['approved', 'next']);
});

it.each([
  ['closed', (page: EventTarget & { document: EventTarget }) => page.dispatchEvent(new Event('pagehide'))],
  [
    'hidden',
    (page: EventTarget & { document: EventTarget }) => page.document.dispatchEvent(new Event('visibilitychange')),
  ],
])('is sent at once when the page is %s', (_what, leave) => {
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
  const page = Object.assign(new EventTarget(), { document });
  sendWhenLeft(page as never);
  const act = held();
  leave(page);
  expect(act.commit).toHaveBeenCalledOnce();
});
