import { describe, expect, it } from 'vitest';
import { SentMessages } from '#adapters/channels/whatsapp-web/sent-messages';

describe('our own sends among messages of the account', () => {
  it('waits for a send whose name is not known yet', async () => {
    const sent = new SentMessages();
    let named: () => void = () => undefined;
    const handing = sent.handing(async () => {
      await new Promise<void>((resolve) => {
        named = resolve;
      });
      sent.keep('THEIRS', 'OURS');
    });
    const isOurs = sent.isOurs('THEIRS', 'hello', 0);
    named();
    expect(await isOurs).toBe(true);
    await handing;
    expect(await sent.isOurs('ANOTHER', 'hello', 0)).toBe(false);
    expect(sent.namesOf('THEIRS')).toEqual(['OURS', 'THEIRS']);
    expect(sent.namesOf('ANOTHER')).toEqual(['ANOTHER']);
  });

  it('knows one that got lost by its words, once, and not for ever', async () => {
    const sent = new SentMessages();
    sent.lost('OURS-1', 'hello', 0);
    sent.lost('OURS-2', 'hello', 0);
    expect(await sent.isOurs('A', 'good-bye', 1)).toBe(false);
    expect(await sent.isOurs('A', 'hello', 1)).toBe(true);
    expect(sent.namesOf('A')).toEqual(['OURS-1', 'A']);
    expect(await sent.isOurs('B', 'hello', 1_000_000_000)).toBe(false);
  });

  it('is not held up by a send that failed', async () => {
    const sent = new SentMessages();
    const failed = sent.handing(() => Promise.reject(new Error('no page')));
    const isOurs = sent.isOurs('A', 'hello', 0);
    await expect(failed).rejects.toThrow('no page');
    expect(await isOurs).toBe(false);
  });
});
