import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AlreadyWithAnotherHuman,
  Conversation,
  ConversationClosed,
  type ConversationState,
  NotWithHuman,
} from '#domain/conversation/conversation';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { HumanActor } from '#domain/shared/actor';
import { ChannelId, ConversationId, CustomerId, TenantId, UserId } from '#domain/shared/ids';

const at = new Date('2026-01-01T10:00:00Z');
const later = new Date('2026-01-01T10:05:00Z');
const sara: HumanActor = { kind: 'human', userId: UserId('usr_sara'), name: 'Sara' };
const omar: HumanActor = { kind: 'human', userId: UserId('usr_omar'), name: 'Omar' };

const aConversation = (about: Partial<ConversationState> = {}): Conversation =>
  new Conversation(
    {
      id: ConversationId('cnv_1'),
      tenantId: TenantId('ten_1'),
      customerId: CustomerId('cus_1'),
      channelId: ChannelId('chn_1'),
      status: 'open',
      mode: 'assistant',
      assistantOn: true,
      epoch: 0,
      holder: null,
      assignee: null,
      tags: [],
      escalation: null,
      dialogue: freshDialogue,
      resolution: null,
      createdAt: at,
      firstResponseAt: null,
      closedAt: null,
      version: 1,
      ...about,
    },
    { lastSeq: 1, inboundSeq: 1, answeredSeq: 0, lastMessageAt: at, lastInboundAt: at },
  );

const turn = {
  epoch: 0,
  escalation: null,
  withdrawsEscalation: false,
  dialogue: { ...freshDialogue, disclosed: true },
  replies: [{}],
};

describe('taking over and handing back', () => {
  it('a take-over silences the assistant and starts a new epoch', () => {
    const taken = aConversation().takeOver(sara, false);
    expect(taken.assistantMayAct).toBe(false);
    expect(taken.state).toMatchObject({ mode: 'human', holder: sara.userId, epoch: 1 });
  });

  it('taking what one already holds changes nothing; taking it from a colleague needs force', () => {
    const taken = aConversation().takeOver(sara, false);
    expect(taken.takeOver(sara, false)).toBe(taken);
    expect(() => taken.takeOver(omar, false)).toThrow(AlreadyWithAnotherHuman);
    expect(taken.takeOver(omar, true).state).toMatchObject({ holder: omar.userId, epoch: 2 });
  });

  it('handing back returns it to the assistant and ends the escalation', () => {
    const back = aConversation().escalate('anger', at).takeOver(sara, false).handBack();
    expect(back.state).toMatchObject({ mode: 'assistant', holder: null, escalation: null });
    expect(back.assistantMayAct).toBe(true);
    expect(() => back.handBack()).toThrow(NotWithHuman);
  });

  it('the first escalation is the one that counts', () => {
    const waiting = aConversation().escalate('low_confidence', at).escalate('anger', later);
    expect(waiting.state.escalation).toEqual({ reason: 'low_confidence', at });
    expect(aConversation().takeOver(sara, false).escalate('anger', at).state.mode).toBe('human');
  });

  it('a closed conversation is nobody’s to take', () => {
    const closed = aConversation().close('solved', later);
    for (const act of [() => closed.takeOver(sara, true), () => closed.handBack(), () => closed.close(null, at)])
      expect(act).toThrow(ConversationClosed);
    expect(closed.assistantMayAct).toBe(false);
  });

  it('while a person holds it the assistant cannot act, whatever happens in whatever order', () => {
    const steps: readonly ((each: Conversation) => Conversation)[] = [
      (each) => each.takeOver(sara, false),
      (each) => each.takeOver(omar, true),
      (each) => each.handBack(),
      (each) => each.escalate('anger', at),
      (each) => each.switchAssistant(false),
      (each) => each.switchAssistant(true),
      (each) => each.afterTurn({ ...turn, epoch: each.state.epoch }, at),
      (each) => each.afterTurn({ ...turn, withdrawsEscalation: true }, at),
      (each) => each.close(null, at),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 20 }), (sequence) => {
        let conversation = aConversation();
        for (const step of sequence) {
          const before = conversation.state;
          try {
            conversation = step(conversation);
          } catch (error) {
            expect(
              [AlreadyWithAnotherHuman, NotWithHuman, ConversationClosed].some((kind) => error instanceof kind),
            ).toBe(true);
          }
          const { state } = conversation;
          expect(state.epoch).toBeGreaterThanOrEqual(before.epoch);
          expect(state.holder !== null).toBe(state.mode === 'human');
          if (state.mode === 'human') expect(conversation.assistantMayAct).toBe(false);
          if (before.mode === 'human' && step === steps[6]) expect(state).toEqual(before);
        }
      }),
    );
  });
});

describe('what a turn leaves behind', () => {
  it('is the dialogue and the time of the first response', () => {
    const after = aConversation().afterTurn(turn, at).afterTurn(turn, later);
    expect(after.state).toMatchObject({ dialogue: turn.dialogue, firstResponseAt: at });
  });

  it('a turn that said nothing is no response', () => {
    expect(aConversation().afterTurn({ ...turn, replies: [] }, at).state.firstResponseAt).toBeNull();
  });

  it('a turn from before a take-over changes nothing', () => {
    const taken = aConversation().takeOver(sara, false);
    expect(taken.afterTurn(turn, at)).toBe(taken);
    const handedBack = taken.handBack();
    expect(handedBack.afterTurn(turn, at)).toBe(handedBack);
  });

  it('an escalation nobody took is withdrawn by an answer, one a person took is not', () => {
    const answered = { ...turn, withdrawsEscalation: true };
    expect(aConversation().escalate('low_confidence', at).afterTurn(answered, at).state).toMatchObject({
      mode: 'assistant',
      escalation: null,
    });
    expect(
      aConversation()
        .takeOver(sara, false)
        .afterTurn({ ...answered, epoch: 1 }, at).state.mode,
    ).toBe('human');
  });
});

describe('answering from the phone', () => {
  it('silences the assistant, and whoever wants may have it then', () => {
    const taken = aConversation({ escalation: { reason: 'anger', at } }).takenOverOnPhone();
    expect(taken.assistantMayAct).toBe(false);
    expect(taken.state).toMatchObject({ mode: 'human', holder: null, epoch: 1, escalation: { reason: 'anger' } });
    expect(taken.takeOver(sara, false).state).toMatchObject({ holder: sara.userId, epoch: 2 });
    expect(taken.handBack().state).toMatchObject({ mode: 'assistant', escalation: null });
  });

  it('changes nothing about who has it, and not a closed one', () => {
    const held = aConversation().takeOver(sara, false);
    expect(held.takenOverOnPhone()).toBe(held);
    expect(() => held.close(null, at).takenOverOnPhone()).toThrow(ConversationClosed);
  });
});

describe('going on where another conversation of the same person ended', () => {
  it('has who had the other one, in a new epoch', () => {
    const ended = aConversation({ assignee: omar.userId }).takeOver(sara, false);
    const { state } = aConversation().continuing(ended, later);
    expect(state).toMatchObject({ mode: 'human', holder: sara.userId, assignee: omar.userId, epoch: 1 });
  });

  it('keeps who has this one, and whose task it is', () => {
    const held = aConversation({ assignee: sara.userId }).takeOver(sara, false);
    const { state } = held.continuing(aConversation({ assignee: omar.userId }).takeOver(omar, false), later);
    expect(state).toMatchObject({ holder: sara.userId, assignee: sara.userId });
  });

  it('calls a person where one was called, or where a message waited', () => {
    const called = aConversation().escalate('anger', at);
    expect(aConversation().continuing(called, later).state.escalation).toEqual({ reason: 'anger', at: later });
    expect(aConversation().continuing(aConversation(), later).state.escalation).toEqual({
      reason: 'while_away',
      at: later,
    });
    const done = new Conversation(aConversation().state, { ...aConversation().counters, answeredSeq: 1 });
    expect(aConversation().continuing(done, later).state.mode).toBe('assistant');
  });
});
