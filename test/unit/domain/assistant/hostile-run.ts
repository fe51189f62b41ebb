import { beforeModel } from '#domain/assistant/before-model';
import { decideTurn } from '#domain/assistant/decide-turn';
import type { Decision, DecisionInput } from '#domain/assistant/decision';
import { noMenus } from '#domain/assistant/flow-snapshot';
import { textOf } from '#domain/assistant/outbound';
import { parseProposal } from '#domain/assistant/parse-proposal';
import type { ConversationMode } from '#domain/conversation/conversation';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { CallOutcome, CallSnapshot } from '#domain/functions/call-snapshot';
import { valuesIn } from '#domain/functions/result-values';
import type { CallableFunction } from '#domain/functions/tenant-function';
import { FunctionId, OrderId } from '#domain/shared/ids';
import { type AnswerMode, answerModes, defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import {
  customerMessage,
  evilReplies,
  friendlyLines,
  hostileProposal,
  parcelFunction,
  pick,
  seeded,
  tap,
} from './hostile-proposals.js';
import { AED, noorSouq, svc } from './noor-souq.js';
import { faultsOf } from './oracle.js';
import { guideTitle, visitorGuide } from './visitor-guide.js';

/** What stands between a model's output and the customer; a mutant replaces it to see whether the oracle notices. */
export type Pipeline = (raw: unknown, input: DecisionInput) => { readonly decision: Decision; readonly text: string };

export const replyText = (decision: Decision): string => decision.replies.map(textOf).join('\n');

export const pipeline: Pipeline = (raw, input) => {
  const understood = beforeModel(input) ?? parseProposal(raw, input.catalogue, input.calls?.functions);
  const decision = decideTurn(input, understood, understood === null ? 'guard_refusal' : null);
  return { decision, text: replyText(decision) };
};

export type Run = {
  readonly proposals: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Replies that began with a line of the model's own. */
  readonly leadIns: number;
  /** Replies that quoted a document. */
  readonly quotations: number;
};

const turnsInAConversation = 12;
const orderId = OrderId('ord_00000000000000000000000000000001');

type Thread = {
  readonly answerMode: AnswerMode;
  dialogue: DecisionInput['dialogue'];
  mode: ConversationMode;
  customer: string[];
  lastText: string;
  pending: boolean;
};

const openOrder = {
  lines: [
    { serviceId: svc('P01'), quantity: 2 },
    { serviceId: svc('S03'), quantity: 3 },
  ],
  details: { name: 'Sara Ali', phone: '0501234567' },
  awaiting: null,
  quoted: null,
};

const newThread = (random: () => number): Thread => ({
  dialogue: {
    ...freshDialogue,
    order: random() < 0.3 ? openOrder : null,
    lastOrderId: random() < 0.3 ? orderId : null,
  },
  answerMode: random() < 0.5 ? 'warm' : pick(random, answerModes),
  mode: 'assistant',
  customer: ['I am Sara Ali, 0501234567'],
  lastText: '',
  pending: random() < 0.7,
});

const parcel: CallableFunction = {
  id: FunctionId(parcelFunction),
  name: 'parcel',
  description: '',
  examples: [],
  parameters: { properties: { number: { type: 'string', description: '', maxLength: 20 } }, required: ['number'] },
  fields: [
    { name: 'place', path: 'place', type: 'text' },
    { name: 'due', path: 'due', type: 'money' },
  ],
  template: { en: 'Your parcel is at {place}. There is {due} to pay.', ar: 'الطرد في {place}، والمستحق {due}.' },
};

/** A service that is as hostile as the model: what it answers is often something nobody may say. */
const callsOf = (random: () => number): CallSnapshot => {
  const json = {
    place: random() < 0.4 ? 'Hub 7, Al Quoz' : pick(random, [...evilReplies, 'free', '', 'AED 1']),
    due: pick<unknown>(random, ['12.50', 12.5, 12.555, 'AED 1', -1, Number.NaN, null]),
  };
  const found = valuesIn(json, parcel, AED);
  const outcome: CallOutcome =
    'values' in found ? { kind: 'answered', ...found } : { kind: 'failed', reason: found.fault };
  return { functions: new Map([[parcel.id, parcel]]), outcomes: new Map([[parcel.id, outcome]]) };
};

/** Conversations of a hostile model with customers who mean what they say, and some who do not. */
export const hostileRun = (proposals: number, seed: number, judged: Pipeline = pipeline, stopAtFirst = false): Run => {
  const random = seeded(seed);
  const catalogue = { ...noorSouq(), knowledge: visitorGuide() };
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  let thread = newThread(random);
  let done = 0;
  let leadIns = 0;
  let quotations = 0;
  for (; done < proposals && !(stopAtFirst && faults.length > 0); done += 1) {
    if (done % turnsInAConversation === 0) thread = newThread(random);
    const message = customerMessage(random, thread.dialogue.order?.awaiting ?? null);
    thread.customer.push(message);
    const offered = thread.dialogue.choices.map((choice) => choice.id);
    const tapped = tap(random, offered);
    const input: DecisionInput = {
      settings: { ...defaultAssistantSettings, answerMode: thread.answerMode },
      catalogue,
      dialogue: thread.dialogue,
      mode: thread.mode,
      unanswered: [message],
      choiceId: tapped,
      hasUnreadable: random() < 0.02,
      menus: noMenus,
      lastOrderIsPending: thread.pending,
      calls: callsOf(random),
    };
    const { decision, text } = judged(hostileProposal(random), input);
    faults.push(
      ...faultsOf({
        decision,
        text,
        answerMode: thread.answerMode,
        customer: thread.customer,
        lastText: thread.lastText,
        offered,
        tapped,
      }),
    );
    if (friendlyLines.some((line) => text.includes(line))) leadIns += 1;
    if (text.includes(guideTitle)) quotations += 1;
    const kind = decision.escalation ?? decision.silence ?? decision.outcome;
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    thread.dialogue = decision.dialogue;
    // A person hands the conversation back now and then, or nothing but silence would be tested.
    thread.mode = decision.escalation !== null && random() < 0.3 ? 'waiting' : 'assistant';
    if (text !== '') thread.lastText = text;
  }
  return { proposals: done, outcomes, faults, leadIns, quotations };
};
