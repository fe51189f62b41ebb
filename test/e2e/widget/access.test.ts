import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canLook } from '#test/support/browser';
import { open, Rig, say, write } from './rig.js';

/** What has the focus, shadow root included. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const { activeElement: inside } = document.activeElement?.shadowRoot ?? { activeElement: null };
    return inside === null ? '' : (inside.getAttribute('aria-label') ?? inside.textContent.trim());
  })()`);

/** By Tab alone, as far as one has to. */
const tabTo = async (page: Page, name: string | RegExp, backwards = false): Promise<void> => {
  for (let n = 0; n < 30; n += 1) {
    const here = await focused(page);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not lead to ${name}; it is at "${await focused(page)}"`);
};

const newest = async (page: Page): Promise<string> =>
  (await page.locator('.m:not(.visitor) .b').last().textContent()) ?? '';

/** What a customer types to each question about the order. */
const answers: readonly (readonly [RegExp, string])[] = [
  [/your name/i, 'My name is Omar'],
  [/phone|number/i, '+971 50 123 4567'],
  [/when|date|day/i, 'tomorrow at 5 pm'],
  [/address|where/i, '12 Marina Walk'],
];

describe.skipIf(!canLook)('the chat is for everybody', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await Rig.start('access');
  });
  afterAll(() => rig.stop());

  const typeAndSend = async (page: Page, text: string): Promise<void> => {
    await tabTo(page, 'Write a message');
    const before = await page.locator('.m:not(.visitor)').count();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.locator('.m.visitor', { hasText: text }).last().locator('~ .m:not(.visitor)').first().waitFor();
    expect(await page.locator('.m:not(.visitor)').count()).toBeGreaterThanOrEqual(before);
  };

  const orderByKeyboard = async (page: Page): Promise<void> => {
    await typeAndSend(page, 'I want to order 2 deep massages');
    for (let turn = 0; turn < 8 && !/Shall I send this request/.test(await newest(page)); turn += 1) {
      const asked = await newest(page);
      const answer = answers.find(([question]) => question.test(asked))?.[1];
      if (answer === undefined) throw new Error(`the assistant asked for something else: ${asked}`);
      await typeAndSend(page, answer);
    }
    await tabTo(page, 'Yes, send it', true);
    await page.keyboard.press('Enter');
    await page.getByText(/has been sent to the team/).waitFor();
  };

  it('can be used without a mouse: an order from the first key to the rating', async () => {
    const page = await rig.visit();
    await page.locator('wakil-chat .l').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Write a message');
    expect(await page.getByRole('dialog', { name: 'Noor Spa' }).getAttribute('aria-modal')).toBe('false');
    await orderByKeyboard(page);
    const { items } = await rig.noor.admin.get<{ items: { lines: { quantity: number }[] }[] }>('/api/v1/orders');
    expect(items.map(({ lines }) => lines.map(({ quantity }) => quantity))).toEqual([[2]]);

    await tabTo(page, 'Talk to a person');
    await page.keyboard.press('Enter');
    await page.getByText('A person has been called').first().waitFor();
    await rig.reply('This is Sara.');
    await page.getByText('This is Sara.').waitFor();

    await tabTo(page, 'Options', true);
    await page.keyboard.press('Enter');
    await tabTo(page, 'End chat');
    await page.keyboard.press('Enter');
    await page.locator('.stars').waitFor();
    await tabTo(page, /of 5$/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, 'Send rating');
    await page.keyboard.press('Enter');
    await page.getByText('Thank you for your rating.').waitFor();

    await tabTo(page, 'Write a message');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await focused(page)).toContain('Open chat');
  });

  it('breaks lines with Shift+Enter, and Escape closes the innermost thing', async () => {
    const page = await rig.visit();
    await open(page);
    await page.keyboard.type('hello');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('there');
    await page.keyboard.press('Enter');
    await expect.poll(() => rig.heard()).toEqual(['hello\nthere']);
    await tabTo(page, 'Emoji');
    await page.keyboard.press('Enter');
    await page.locator('.emojis').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.emojis').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Write a message');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('is told to a screen reader once', async () => {
    const page = await rig.visit();
    await open(page);
    await page.evaluate(`(() => {
      const log = document.querySelector('wakil-chat').shadowRoot.querySelector('.log');
      window.added = [];
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes) {
            const element = node.nodeType === 1 ? node : node.parentElement;
            if (element?.matches('.m') && !element.closest('[aria-live=off]')) window.added.push(element.querySelector('.b').textContent);
          }
      }).observe(log, { childList: true, subtree: true });
    })()`);
    await write(page, 'hello');
    await page.locator('.status time').last().waitFor();
    await rig.reply('good day');
    await page.getByText('good day').waitFor();
    const added: readonly string[] = await page.evaluate('window.added');
    expect(added.filter((text) => ['hello', 'good day'].includes(text))).toEqual(['hello', 'good day']);
    expect(new Set(added).size).toBe(added.length);
  });

  it('shows choices as buttons and says them once', async () => {
    const page = await rig.visit();
    await open(page);
    await say(page, 'I want to order 1 deep massage');
    await page.locator('.chips').waitFor();
    const texts = await page.locator('.m .b').allInnerTexts();
    expect(texts.filter((text) => /^\s*\d+\. /m.test(text))).toEqual([]);
    await page.reload();
    await open(page);
    expect(await page.locator('.m .b').allInnerTexts()).toEqual(texts);
  });

  it('keeps Tab inside where it is the whole screen, and fits 320 px', async () => {
    const page = await rig.visit('/', { viewport: { width: 320, height: 640 } });
    await open(page);
    await say(page, 'hello');
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('WAKIL-CHAT');
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    const small: readonly string[] =
      await page.evaluate(`[...document.querySelector('wakil-chat').shadowRoot.querySelectorAll('.panel button, .panel label')]
      .filter((each) => each.offsetParent && (each.offsetHeight < 44 || each.offsetWidth < 44)).map((each) => each.outerHTML)`);
    expect(small).toEqual([]);
  });

  it('turns round in Arabic, also while it is open', async () => {
    const page = await rig.visit('/', { viewport: { width: 1200, height: 800 } });
    await open(page);
    const left = await page.locator('.panel').boundingBox();
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'العربية' }).click();
    await page.getByRole('textbox', { name: 'اكتب رسالة' }).waitFor();
    const right = await page.locator('.panel').boundingBox();
    expect(1200 - (left!.x + left!.width)).toBeCloseTo(right!.x, 0);
  });
});
