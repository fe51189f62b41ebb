import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PagePulse } from '#adapters/channels/whatsapp-web/page-pulse';

describe('the pulse of a page', () => {
  const [feel, beat, stopped] = [vi.fn(), vi.fn(), vi.fn()];
  beforeEach(() => {
    vi.useFakeTimers();
    for (const one of [feel, beat, stopped]) one.mockReset();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const minutes = (n: number) => vi.advanceTimersByTimeAsync(n * 60_000);

  it('is felt once a minute, and says the state of the page', async () => {
    feel.mockResolvedValue('CONNECTED');
    const pulse = new PagePulse(feel, { beat, stopped });
    pulse.start();
    await minutes(3);
    expect(beat.mock.calls).toEqual([['CONNECTED'], ['CONNECTED'], ['CONNECTED']]);
    pulse.stop();
    await minutes(3);
    expect(feel).toHaveBeenCalledTimes(3);
    expect(stopped).not.toHaveBeenCalled();
  });

  it('may be missed once, and not twice', async () => {
    feel
      .mockReturnValueOnce(new Promise(() => undefined))
      .mockResolvedValueOnce('CONNECTED')
      .mockResolvedValue('');
    new PagePulse(feel, { beat, stopped }).start();
    await minutes(4);
    expect(stopped).not.toHaveBeenCalled();
    await minutes(1);
    expect(stopped).toHaveBeenCalledTimes(1);
    await minutes(5);
    expect(feel).toHaveBeenCalledTimes(4);
  });

  it('is not told of a session that ended meanwhile', async () => {
    feel.mockReturnValue(new Promise(() => undefined));
    const pulse = new PagePulse(feel, { beat, stopped });
    pulse.start();
    await minutes(1);
    pulse.stop();
    await minutes(5);
    expect(stopped).not.toHaveBeenCalled();
  });
});
