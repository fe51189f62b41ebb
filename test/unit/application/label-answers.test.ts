import { beforeEach, describe, expect, it } from 'vitest';
import { LabelAnswers } from '#application/understanding/label-answers';
import { ConversationId, TenantId, TurnId } from '#domain/shared/ids';
import type { AnswerLabel } from '#domain/understanding/confidence/answer-label';
import { FakeClock } from '#test/support/fake-clock';
import { SilentTelemetry } from '#test/support/silent-telemetry';

const tenantId = TenantId('ten_a');
const conversationId = ConversationId('cnv_a');
const [offering, answering] = [TurnId('trn_1'), TurnId('trn_2')];
const choices = [{ id: 'faq:faq_a' }, { id: 'faq:faq_b' }];
const turn = (id: TurnId, about: object = {}) => ({
  id,
  tenantId,
  conversationId,
  confidence: 0.4,
  outcome: 'reply',
  uptoSeq: 1,
  replies: [{ content: { type: 'text', text: 'Did you mean …' }, choices }],
  trace: { inboundSeqs: [1], reading: { proposed: 'faq_a', none: 0.2 } },
  ...about,
});

describe('labels from deeds', () => {
  let kept: AnswerLabel[];
  let turns: readonly ReturnType<typeof turn>[];
  let telemetry: SilentTelemetry;
  let labels: LabelAnswers;

  beforeEach(() => {
    kept = [];
    turns = [turn(answering, { replies: [], trace: { inboundSeqs: [2] } }), turn(offering)];
    telemetry = new SilentTelemetry();
    const asked = [{ seq: 1, direction: 'in', content: { type: 'text', text: 'open when' } }];
    const scoped = {
      turns: { page: async () => ({ items: turns, next: null }), find: async () => turns.at(-1) },
      messages: { since: async () => asked },
      answerLabels: {
        find: async (id: TurnId) => kept.find(({ turnId }) => turnId === id) ?? null,
        save: async (label: AnswerLabel) => void kept.push(label),
      },
    };
    const deps = {
      store: { tenant: () => scoped },
      clock: new FakeClock(),
      bus: { publish: () => undefined },
      telemetry,
    };
    labels = new LabelAnswers(deps as unknown as ConstructorParameters<typeof LabelAnswers>[0]);
  });

  it.each([
    ['faq:faq_a', true],
    ['faq:faq_b', false],
  ])('the choice %s was picked: %s', async (choice, isRight) => {
    await labels.tapped(tenantId, conversationId, answering, choice);
    expect(kept).toMatchObject([
      { turnId: offering, asked: 'open when', proposed: 'faq_a', isRight, source: 'tapped' },
    ]);
  });

  it('a choice that was never offered says nothing', async () => {
    await labels.tapped(tenantId, conversationId, answering, 'faq:faq_c');
    expect(kept).toEqual([]);
  });

  it('thanks do not outweigh what a person said', async () => {
    await labels.turn(tenantId, offering, { isRight: false, source: 'corrected' });
    await labels.thanked(tenantId, conversationId, answering);
    expect(kept).toMatchObject([{ isRight: false, source: 'corrected' }]);
  });

  it('the same words by a person’s hand confirm it, others do not, later questions say nothing', async () => {
    turns = [turn(offering)];
    await labels.written(tenantId, conversationId, 'Did you mean …', 1);
    await labels.written(tenantId, conversationId, 'Nine to five.', 1);
    await labels.written(tenantId, conversationId, 'Nine to five.', 2);
    expect(kept.map(({ source, isRight }) => [source, isRight])).toEqual([
      ['sent', true],
      ['overtaken', false],
    ]);
  });

  it('what rules answered is judged by nobody', async () => {
    turns = [turn(offering, { trace: { inboundSeqs: [1] } })];
    await labels.turn(tenantId, offering, { isRight: true, source: 'sent' });
    expect(kept).toEqual([]);
  });

  it('a store that is away costs the label and nothing else', async () => {
    turns = null as never;
    await labels.tapped(tenantId, conversationId, answering, 'faq:faq_a');
    expect(telemetry.errors.map(({ event }) => event)).toEqual(['label.not_kept']);
  });
});
