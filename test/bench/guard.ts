import { decideTurn } from '#domain/assistant/decide-turn';
import type { DecisionInput } from '#domain/assistant/decision';
import { noMenus } from '#domain/assistant/flow-snapshot';
import { parseProposal } from '#domain/assistant/parse-proposal';
import { freshDialogue } from '#domain/conversation/dialogue';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { quantile, type Report } from '#test/bench/measure';
import { faq, noorSouq, svc } from '#test/unit/domain/assistant/noor-souq';

const draft = {
  lines: [
    { serviceId: svc('P01'), quantity: 2 },
    { serviceId: svc('S03'), quantity: 3 },
  ],
  details: { name: 'Sara Ali', phone: '0501234567' },
  awaiting: null,
  quoted: null,
};

/** What a turn usually says, the long answers among it: a price, a list, a sum, an FAQ, an order's summary. */
const turns = [
  { acts: [{ act: 'quote_price', services: [svc('P01'), svc('P02')] }], order: null },
  { acts: [{ act: 'list_services', category: null, budgetMinor: null, cheapestFirst: true }], order: null },
  { acts: [{ act: 'total', lines: [{ service: svc('P05'), quantity: 3 }] }], order: null },
  { acts: [{ act: 'greet' }, { act: 'answer_faq', faq: faq('F2') }], order: null },
  { acts: [{ act: 'describe', services: [svc('P01')] }], order: null },
  { acts: [{ act: 'order', lines: [{ service: svc('P04'), quantity: 1 }], slots: {} }], order: draft },
] as const;

const compilersRounds = 5_000;

/** From a model's raw output to the text of the reply: parse, guard, decide, render, tripwire. */
export const guardBench = (report: Report, rounds: number, isShort: boolean): void => {
  const catalogue = noorSouq();
  const inputs = turns.map(({ acts, order }) => ({
    raw: JSON.stringify({ language: 'en', acts, confidence: 0.95, evidence: [], leadIn: 'Thank you for asking!' }),
    input: {
      settings: { ...defaultAssistantSettings, answerMode: 'warm' },
      catalogue,
      menus: noMenus,
      dialogue: { ...freshDialogue, order },
      mode: 'assistant',
      unanswered: ['how much is the classic abaya?'],
      choiceId: null,
      hasUnreadable: false,
      lastOrderIsPending: false,
    } satisfies DecisionInput,
  }));
  const turn = (round: number): number => {
    const { raw, input } = inputs[round % inputs.length] as (typeof inputs)[number];
    const begun = performance.now();
    const { replies } = decideTurn(input, parseProposal(raw, catalogue), 'guard_refusal');
    const took = performance.now() - begun;
    if (replies.length === 0) throw new Error('the bench says nothing');
    return took;
  };
  // The first rounds are the compiler's.
  for (let round = 0; round < compilersRounds; round += 1) turn(round);
  const cpu = process.cpuUsage();
  const taken = Array.from({ length: rounds }, (_, round) => turn(round));
  const { user, system } = process.cpuUsage(cpu);
  report.add('guard_and_render_cpu_mean', (user + system) / 1_000 / rounds, 'ms', rounds, { atMost: 0.2 });
  report.add('guard_and_render_p50', quantile(taken, 0.5), 'ms', rounds, { atMost: 0.2 });
  // In a short run beside other work one turn in a hundred is the scheduler's; the whole run holds it to the bound.
  report.add('guard_and_render_p99', quantile(taken, 0.99), 'ms', rounds, isShort ? {} : { atMost: 0.2 });
};
