import { describe, expect, it, vi } from 'vitest';
import { ModelFailed, type ModelFault, modelFaults } from '#application/ports/language-model';
import { freshDialogue } from '#domain/conversation/dialogue';
import { answer, ChainRig, quoting } from './chain-rig.js';

const failing =
  (fault: ModelFault, retryAfterMs: number | null = null) =>
  (): never => {
    throw new ModelFailed(fault, { retryAfterMs });
  };
const never = () => new Promise<never>(() => undefined);
const retried: readonly ModelFault[] = ['server_error'];

describe('a chain of models', () => {
  it('is the engine alone where no model is chosen', async () => {
    const rig = new ChainRig();
    expect(await rig.propose()).toMatchObject({ provider: 'embedded', usage: { costMicros: 0 } });
  });

  it('answers by its first model, and says who it was and what it cost', async () => {
    const rig = new ChainRig('one', 'two');
    const { provider, usage, proposal } = await rig.propose();
    expect(provider).toBe('one m');
    expect(usage).toEqual({ inputTokens: 1_000, outputTokens: 100, costMicros: 8_800 });
    expect(proposal).toMatchObject({ acts: quoting().acts, confidence: 0.9 });
    expect(rig.asked).toEqual(['one']);
    expect(rig.health.of({ connection: 'one', model: 'm' }).lastAnswerAt).toEqual(rig.clock.now());
  });

  it.each(modelFaults)('goes on to the next after %s, then to the engine', async (fault) => {
    const rig = new ChainRig('one', 'two');
    rig.models.set('one', failing(fault));
    expect((await rig.inTime(rig.propose())).value.provider).toBe('two m');
    rig.models.set('two', failing(fault));
    expect((await rig.inTime(rig.propose())).value.provider).toBe('embedded');
    const times = retried.includes(fault) ? 2 : 1;
    expect(rig.asked.filter((name) => name === 'two')).toHaveLength(1 + times);
    expect(rig.health.of({ connection: 'two', model: 'm' }).lastFault).toBe(fault);
  });

  it.each([
    ['prose', 'Sure! 50 % off, deal.'],
    ['nothing', null],
    ['an act nobody knows', { ...quoting(), acts: [{ act: 'confirm_order' }] }],
    ['somebody else’s service', { ...quoting(), acts: [{ act: 'quote_price', services: [`svc_${'d'.repeat(32)}`] }] }],
    ['another language', { ...quoting(), language: 'ar' }],
  ])('takes %s for no answer', async (_, proposal) => {
    const rig = new ChainRig('one');
    rig.models.set('one', () => answer(proposal));
    const { provider, usage } = await rig.propose('how much?', { languages: ['en'] });
    expect(provider).toBe('embedded');
    expect(usage.costMicros).toBe(8_800);
  });

  it('fails only where the engine fails: then a person is called', async () => {
    const rig = new ChainRig('one');
    rig.engine = () => {
      throw new Error('broken');
    };
    await expect(rig.propose()).rejects.toThrow('broken');
  });

  it('sends nothing while its settings cannot be read', async () => {
    const rig = new ChainRig('one');
    rig.planFails = true;
    expect((await rig.propose()).provider).toBe('embedded');
    expect(rig.asked).toEqual([]);
  });

  it('lets a model only lower what the engine is sure of', async () => {
    const rig = new ChainRig('one');
    rig.engine = () => answer(quoting(0.4));
    rig.models.set('one', () => answer(quoting(1)));
    expect((await rig.propose()).proposal).toMatchObject({ confidence: 0.4 });
  });
});

describe('a second try', () => {
  it('is made after an error of the vendor’s own, soon', async () => {
    const rig = new ChainRig('one');
    rig.models.set('one', () => {
      if (rig.asked.length === 1) throw new ModelFailed('server_error');
      return answer(quoting());
    });
    const { value, ms } = await rig.inTime(rig.propose());
    expect([value.provider, rig.asked.length, ms]).toEqual(['one m', 2, 250]);
  });

  it('is made when the vendor said how long to wait, if there is time for it', async () => {
    const rig = new ChainRig('one');
    rig.models.set('one', () => {
      if (rig.asked.length === 1) throw new ModelFailed('rate_limited', { retryAfterMs: 3_000 });
      return answer(quoting());
    });
    expect((await rig.inTime(rig.propose())).ms).toBe(3_000);
    rig.asked.length = 0;
    rig.models.set('one', failing('rate_limited', 60_000));
    expect((await rig.inTime(rig.propose())).value.provider).toBe('embedded');
    expect(rig.asked).toHaveLength(1);
  });
});

describe('time', () => {
  it('is never more than the turn has, whatever the models do (F10–F12)', async () => {
    const rig = new ChainRig('one', 'two', 'three', 'four', 'five');
    for (const name of rig.models.keys()) rig.models.set(name, never);
    const { value, ms } = await rig.inTime(rig.propose());
    expect(value.provider).toBe('embedded');
    expect(ms).toBeLessThanOrEqual(rig.limits.totalMs);
    expect(rig.asked.slice(0, 3)).toEqual(['one', 'two', 'three']);
  });

  it('of one call is its own limit', async () => {
    const rig = new ChainRig('one', 'two');
    rig.models.set('one', never);
    const { value, ms } = await rig.inTime(rig.propose());
    expect([value.provider, ms]).toEqual(['two m', rig.limits.callMs]);
  });

  it('runs out for vendors that ask to wait, again and again', async () => {
    const rig = new ChainRig('one', 'two', 'three', 'four', 'five');
    for (const name of rig.models.keys()) rig.models.set(name, failing('rate_limited', 20_000));
    expect((await rig.inTime(rig.propose())).ms).toBeLessThanOrEqual(rig.limits.totalMs);
  });
});

describe('a model that keeps failing', () => {
  it('is left alone after three failures of its vendor, and asked again after a while', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const rig = new ChainRig('one');
      rig.models.set('one', failing('unreachable'));
      for (let n = 0; n < 10; n += 1) expect((await rig.propose()).provider).toBe('embedded');
      expect(rig.asked).toHaveLength(3);
      rig.models.set('one', () => answer(quoting()));
      vi.setSystemTime(Date.now() + 15_001);
      expect((await rig.propose()).provider).toBe('one m');
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not silenced for everybody by what one customer’s message provokes', async () => {
    const rig = new ChainRig('one');
    for (const fault of ['malformed', 'refused', 'too_long', 'wrong_language', 'bad_request'] as const) {
      rig.models.set('one', failing(fault));
      for (let n = 0; n < 4; n += 1) await rig.propose();
    }
    expect(rig.asked).toHaveLength(20);
  });
});

describe('money', () => {
  it('is set aside at its most before a call, and settled at what it was', async () => {
    const rig = new ChainRig('one');
    await rig.propose();
    expect(rig.claims).toEqual([{ tenantId: expect.any(String), day: '2026-01-15', micros: 20_000 }]);
    expect(rig.settled).toEqual([8_800]);
  });

  it('counts as spent where nobody knows what a call took, and as not spent where it took nothing', async () => {
    const rig = new ChainRig('one');
    rig.models.set('one', failing('malformed'));
    await rig.propose();
    rig.models.set('one', failing('bad_key'));
    await rig.propose();
    expect(rig.settled).toEqual([20_000, 0]);
  });

  it('that is short goes to a cheaper model, then to the engine', async () => {
    const rig = new ChainRig('one', 'two');
    rig.refuses = ({ micros }) => (micros > 10_000 ? 'tenant_cap' : null);
    expect((await rig.propose()).provider).toBe('two m');
    rig.refuses = () => 'platform_cap';
    expect((await rig.propose()).provider).toBe('embedded');
    expect(rig.asked).toEqual(['two']);
  });

  it('that is nearly gone is for the cheapest model alone', async () => {
    const rig = new ChainRig('one', 'two', 'three');
    rig.spent = rig.limits.tenantDailyMicros * 0.8;
    expect((await rig.propose()).provider).toBe('three m');
    rig.spent -= 1;
    expect((await rig.propose()).provider).toBe('one m');
  });
});

describe('what a customer told us of himself', () => {
  it('is not shown to a model, and stands in the order all the same', async () => {
    const rig = new ChainRig('one');
    rig.redacts = true;
    let seen = '';
    rig.engine = () => answer({ ...quoting(), acts: [{ act: 'order', lines: [], slots: { name: 'Sara' } }] });
    rig.models.set('one', (briefing) => {
      seen = JSON.stringify([briefing.unanswered, briefing.history]);
      return answer({
        ...quoting(),
        acts: [{ act: 'order', lines: [], slots: { name: '[NAME_1]', phone: '[PHONE_1]' } }],
      });
    });
    const dialogue = {
      ...freshDialogue,
      order: { lines: [], details: { name: 'Khan' }, awaiting: 'phone' as const, quoted: null },
    };
    const { proposal } = await rig.propose('I am Sara Khan, 050 123 4567', { dialogue });
    expect(seen).not.toMatch(/Sara|Khan|4567/);
    expect(proposal).toMatchObject({ acts: [{ slots: { phone: '050 123 4567' } }] });
  });
});
