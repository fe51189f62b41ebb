import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canLook } from '#test/support/browser';
import { bubbles, open, Rig, say, write } from './rig.js';

/** As long as the promise says: 503 for twenty seconds. */
const outageMs = 20_000;

describe.skipIf(!canLook)('what visitors and the business say to each other', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start('delivery');
  });
  afterAll(() => rig.stop());

  it('is sent, answered, and there again after a reload', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'How much is the deep massage?');
    await page
      .getByText(/AED 150/)
      .first()
      .waitFor();
    expect(await bubbles(page)).toEqual(['How much is the deep massage?']);
    await page.reload();
    await open(page);
    await page
      .getByText(/AED 150/)
      .first()
      .waitFor();
    expect(await bubbles(page)).toEqual(['How much is the deep massage?']);
    expect(await rig.heard()).toEqual(['How much is the deep massage?']);
  });

  it('is delivered once and in order over 20 s of 503, a lost answer and a reload in the middle of it', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'before');
    await rig.reply('a person is here');
    await page.getByText('a person is here').waitFor();
    // The product takes the first, and its answer is lost on the way.
    rig.proxy.losesAnswerTo = /POST .*\/send\//;
    await write(page, 'one');
    await expect.poll(() => rig.heard()).toEqual(['before', 'one']);
    rig.proxy.fault = { status: 503 };
    rig.proxy.cutStreams();
    for (const text of ['two', 'three']) await write(page, text);
    await page.getByText('No connection').waitFor();
    await page.waitForTimeout(outageMs / 2);
    await page.reload();
    await page.waitForTimeout(outageMs / 2);
    rig.proxy.fault = null;
    await page.reload();
    await open(page);
    await write(page, 'four');
    const all = ['before', 'one', 'two', 'three', 'four'];
    await expect.poll(() => rig.heard(), { timeout: 40_000 }).toEqual(all);
    await expect.poll(() => bubbles(page)).toEqual(all);
    const waiting = `Object.keys(localStorage).filter((key) => key.includes(':q')).length`;
    await expect.poll(() => page.evaluate(waiting)).toBe(0);
  });

  it('comes over one connection for three tabs, and is one list in all of them', async () => {
    const first = await rig.visit();
    await open(first);
    await say(first, 'from the first');
    const tabs = [first];
    for (const _ of [1, 2]) {
      const tab = await first.context().newPage();
      await tab.goto(rig.host.url);
      await open(tab);
      tabs.push(tab);
    }
    await rig.reply('one moment');
    await write(tabs[1]!, 'from the second');
    await tabs[1]!.locator('.status time').last().waitFor();
    await write(tabs[2]!, 'from the third');
    await expect.poll(() => rig.heard()).toEqual(['from the first', 'from the second', 'from the third']);
    await rig.reply('to all');
    for (const tab of tabs) await tab.getByText('to all').waitFor();
    const lists = await Promise.all(tabs.map((tab) => tab.locator('.m .b').allTextContents()));
    expect(lists[1]).toEqual(lists[0]);
    expect(lists[2]).toEqual(lists[0]);
    expect([rig.proxy.streams, rig.proxy.mostStreams]).toEqual([1, 1]);
    // The one that leads goes; another takes over.
    await first.close();
    await expect.poll(() => rig.proxy.streams).toBe(1);
    await rig.reply('to the rest');
    for (const tab of tabs.slice(1)) await tab.getByText('to the rest').waitFor();
    expect(rig.proxy.calls.filter((call) => /^POST .*session.create/.test(call))).toHaveLength(1);
  });

  it('shows on the launcher what waits, and another tab reads it away', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    await page.keyboard.press('Escape');
    await rig.reply('one');
    await rig.reply('two');
    await page.getByRole('button', { name: /2 unread/ }).waitFor();
    const other = await page.context().newPage();
    await other.goto(rig.host.url);
    await other.getByRole('button', { name: /2 unread/ }).waitFor();
    await open(other);
    await other.getByText('two', { exact: true }).waitFor();
    await expect.poll(() => page.locator('.l').getAttribute('aria-label')).not.toContain('unread');
  });

  it('is asked for every five seconds where streams do not come through', async () => {
    const page = await rig.visit();
    rig.proxy.holdsStreams = true;
    await open(page);
    await write(page, 'hello');
    await page.locator('.status time').waitFor();
    const polls = () => rig.proxy.calls.filter((call) => /GET .*\/messages\//.test(call)).length;
    await expect.poll(polls, { timeout: 10_000 }).toBeGreaterThan(1);
    const [before, from] = [polls(), Date.now()];
    await rig.reply('polled');
    await page.getByText('polled').waitFor();
    expect([polls(), rig.proxy.streams]).toEqual([before + 1, 0]);
    expect(Date.now() - from).toBeGreaterThan(4_000);
  });

  it('is resumed where a stream was cut: nothing is lost and nothing comes twice', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'hello');
    await expect.poll(() => rig.proxy.streams).toBe(1);
    await rig.reply('before the cut');
    await page.getByText('before the cut').waitFor();
    // Nothing gets through until two more have been said.
    rig.proxy.fault = { status: 502, on: /events|messages\/\?/ };
    rig.proxy.cutStreams();
    await rig.reply('in between 1');
    await rig.reply('in between 2');
    rig.proxy.fault = null;
    await page.getByText('in between 2').waitFor({ timeout: 20_000 });
    await expect.poll(() => rig.proxy.streams, { timeout: 20_000 }).toBe(1);
    await rig.reply('after');
    await page.getByText('after', { exact: true }).waitFor();
    expect(await page.locator('.human .b').allTextContents()).toEqual([
      'before the cut',
      'in between 1',
      'in between 2',
      'after',
    ]);
    expect(Number(rig.proxy.resumedFrom.at(-1))).toBeGreaterThan(1);
  });
});
