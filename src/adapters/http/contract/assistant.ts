import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { LocalizedTextDto } from '#adapters/http/contract/money';
import { line, prose, timestamp } from '#adapters/http/contract/text';
import { escalationReasons } from '#domain/conversation/conversation';
import { languages } from '#domain/shared/language';
import { tones } from '#domain/studio/assistant-config';
import { examExpectations, examKinds } from '#domain/studio/exam/exam-question';
import { adaptableTemplates } from '#domain/studio/wording-faults';
import { answerModes, responseTypes } from '#domain/tenancy/assistant-settings';

const intentTarget = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('answer_faq'), faq: idOf('faq') }),
  z.strictObject({ do: z.enum(['quote_price', 'describe', 'availability']), service: idOf('service') }),
  z.strictObject({ do: z.literal('ask_form'), form: idOf('form') }),
  z.strictObject({ do: z.enum(['list_services', 'hand_over']) }),
]);
const intent = z.strictObject({
  name: line(60).meta({ description: 'Your own name for it.' }),
  phrases: z
    .array(line(200))
    .min(1)
    .max(30)
    .meta({ description: 'How customers say it; more phrasings find it better.' }),
  target: intentTarget.meta({ description: 'What is answered: one of the acts there are.' }),
});
const synonym = z.strictObject({ word: line(60), means: line(60) });
const sentences = z.partialRecord(z.enum(adaptableTemplates), prose(400));
const wording = z
  .strictObject({ en: sentences.exactOptional(), ar: sentences.exactOptional() })
  .meta({ description: 'Your own sentences, each with every blank of the reviewed one. Empty: as reviewed.' });

const config = {
  languages: z.array(z.enum(languages)).min(1),
  defaultLanguage: z.enum(languages),
  confidenceThreshold: z.number().min(0).max(1).meta({ description: 'Below it a person is called.' }),
  escalationKeywords: z.array(line(60)).max(50),
  allowedResponses: z.array(z.enum(responseTypes)),
  answerMode: z.enum(answerModes).meta({
    description:
      'strict: reviewed sentences only. warm: a model may write a lead-in that passes every check. draft: a person sends everything.',
  }),
  tone: z.enum(tones),
  guidance: prose(2_000).meta({ description: 'For models that read instructions; it cannot widen what may be said.' }),
  wording,
  intents: z.array(intent).max(200),
  synonyms: z.array(synonym).max(300),
  priceReceipts: z.boolean().meta({ description: 'A quoted price is followed by the address of its receipt.' }),
};
export const AssistantConfigDto = z.strictObject(config).meta({ id: 'AssistantConfig' });
export const AssistantConfigChange = z
  .strictObject(config)
  .partial()
  .meta({ id: 'AssistantConfigChange', description: 'What is left out stays as it is.' });

const publication = z.strictObject({
  versionId: idOf('assistantVersion'),
  number: z.int(),
  origin: z.enum(['exam', 'override', 'settings', 'rollback', 'start']),
  reason: z.string(),
  examId: idOf('studioRun').nullable(),
  by: z.string(),
  at: timestamp,
});

export const AssistantDto = z
  .strictObject({
    id: idOf('assistant'),
    name: z.string(),
    isDefault: z.boolean().meta({ description: 'Answers what no other assistant is for.' }),
    channels: z.array(idOf('channel')),
    topics: z.array(z.string()).meta({ description: 'Words that call it.' }),
    live: idOf('assistantVersion').nullable().meta({ description: 'The version customers hear.' }),
    publications: z.array(publication).meta({ description: 'Newest first.' }),
    automaticActs: z
      .array(z.string())
      .meta({ description: 'In the answer mode `draft`: acts that leave by themselves all the same.' }),
    createdAt: timestamp,
    version: z.int(),
  })
  .meta({ id: 'Assistant' });

const versionFacts = {
  id: idOf('assistantVersion'),
  assistantId: idOf('assistant'),
  number: z.int(),
  status: z.enum(['draft', 'testing', 'published']),
  note: z.string(),
  createdBy: z.string(),
  createdAt: timestamp,
  publishedAt: timestamp.nullable(),
  version: z.int(),
};
export const VersionSummaryDto = z.strictObject(versionFacts).meta({ id: 'AssistantVersionSummary' });
export const VersionDto = z
  .strictObject({ ...versionFacts, config: AssistantConfigDto })
  .meta({ id: 'AssistantVersion' });
export const AssistantDetailsDto = z
  .strictObject({ assistant: AssistantDto, versions: z.array(VersionSummaryDto) })
  .meta({ id: 'AssistantDetails' });

const examResult = z.strictObject({
  questionId: z.string(),
  kind: z.enum(examKinds),
  language: z.enum(languages),
  variant: z.enum(['plain', 'typo', 'dialect', 'phrasing', 'fixed']),
  question: z.string(),
  answer: z.string(),
  mark: z.enum(['right', 'handed_over', 'wrong']),
  why: z.string().meta({ description: 'Why it is wrong, as a code.' }),
  expect: z
    .enum(examExpectations)
    .nullable()
    .meta({ description: 'What should have been said or done; null in exams from before it was written down.' }),
  expected: z.string().meta({ description: 'Its words, where there are any.' }),
  blocks: z.boolean().meta({ description: 'Stops the publication.' }),
  confidence: z.number(),
});
export const ExamReportDto = z
  .strictObject({
    catalogueVersion: z.int(),
    asked: z.int(),
    right: z.int(),
    handedOver: z.int(),
    wrong: z.int(),
    blocking: z.int(),
    costMicros: z.int(),
    regressions: z
      .array(z.string())
      .meta({ description: 'Questions that the live version answered and this one does not.' }),
    results: z.array(examResult),
  })
  .meta({ id: 'ExamReport' });

const replayedAnswer = z.strictObject({
  text: z.string(),
  escalation: z.enum(escalationReasons).nullable(),
  confidence: z.number(),
  costMicros: z.int(),
  provider: z.string().meta({ description: 'Who answered: rules, embedded, or an account with its model.' }),
  amounts: z.array(z.string()).meta({ description: 'Prices and totals that were stated.' }),
  makesOrder: z.boolean(),
});
const side = z.strictObject({
  answered: z.int(),
  escalated: z.int(),
  costMicros: z.int(),
  orders: z.int(),
  providers: z.array(z.strictObject({ provider: z.string(), turns: z.int() })),
});
export const TrialModelDto = z
  .union([z.literal('engine'), z.strictObject({ connection: line(32), model: line(120) })])
  .meta({ id: 'TrialModel', description: 'A model to be tried; `engine`: the embedded one alone.' });
export const ReplayReportDto = z
  .strictObject({
    turns: z.int(),
    live: side,
    draft: side,
    changed: z.int(),
    prices: z
      .strictObject({ compared: z.int(), differ: z.int() })
      .meta({ description: 'Amounts both stated of the same thing; none may differ.' }),
    ordersDiffer: z.int(),
    differences: z.array(
      z.strictObject({
        conversationId: idOf('conversation'),
        turnId: idOf('turn'),
        asked: z.string(),
        live: replayedAnswer,
        draft: replayedAnswer,
        difference: z.enum(['answer', 'now_answered', 'now_escalated', 'reason', 'price', 'order']).nullable(),
      }),
    ),
  })
  .meta({ id: 'ReplayReport' });

const runFacts = {
  id: idOf('studioRun'),
  assistantId: idOf('assistant'),
  versionId: idOf('assistantVersion'),
  kind: z.enum(['exam', 'replay']),
  days: z.int().nullable(),
  answeredBy: TrialModelDto.nullable().meta({ description: 'Null: whoever would answer customers.' }),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  total: z.int(),
  reason: z.string().nullable(),
  startedBy: z.string(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
};
export const RunSummaryDto = z.strictObject(runFacts).meta({ id: 'StudioRunSummary' });
export const RunDto = z
  .strictObject({ ...runFacts, exam: ExamReportDto.nullable(), replay: ReplayReportDto.nullable() })
  .meta({ id: 'StudioRun' });

export const SentenceDto = z
  .strictObject({ id: z.enum(adaptableTemplates), en: z.string(), ar: z.string() })
  .meta({ id: 'AssistantSentence', description: 'A reviewed sentence that may be worded anew.' });

const agreement = {
  act: z.string(),
  sent: z.int(),
  edited: z.int(),
  rejected: z.int(),
  rate: z.number().nullable().meta({ description: 'Sent as suggested, of all that somebody decided about.' }),
};
export const AgreementDto = z.strictObject(agreement).meta({ id: 'Agreement' });
export const IntentAgreementDto = z
  .strictObject({
    ...agreement,
    intent: z.string().meta({ description: 'The act with what it is about: `answer_faq:faq_…`.' }),
    about: LocalizedTextDto.meta({ description: 'In your words; empty where it is about nothing in particular.' }),
  })
  .meta({ id: 'IntentAgreement' });

const share = z.number().min(0).max(1);

export const ReliabilityDto = z
  .strictObject({
    labels: z.int().meta({ description: 'Answers that people judged so far.' }),
    needed: z.int().meta({ description: 'So many it takes to be drawn from them alone.' }),
    source: z.enum(['labels', 'examples']),
    curve: z.array(z.strictObject({ threshold: share, answered: share, wrong: share })),
    bins: z.array(
      z.strictObject({ from: share, to: share, count: z.number(), meanConfidence: share, shareRight: share }),
    ),
    error: share.nullable().meta({ description: 'How far confidence and truth lie apart on average.' }),
    threshold: share,
    inForce: share.meta({ description: 'The threshold answers are held against: judgements may raise it.' }),
  })
  .meta({ id: 'Reliability' });

export const SuggestionDto = z
  .strictObject({
    id: idOf('suggestion'),
    conversationId: idOf('conversation'),
    turnId: idOf('turn'),
    status: z.enum(['open', 'sent', 'edited', 'rejected', 'overtaken']),
    replies: z.array(z.string()),
    acts: z.array(z.string()),
    confidence: z.number(),
    decidedBy: z.string().nullable(),
    createdAt: timestamp,
  })
  .meta({ id: 'Suggestion' });

export const BriefDto = z
  .strictObject({
    turnId: idOf('turn'),
    reason: z.enum(escalationReasons),
    asked: z.array(z.string()),
    evidence: z.array(z.strictObject({ id: z.string(), label: z.string(), score: z.number() })),
    acts: z.array(z.string()),
    confidence: z.number(),
    threshold: z.number().nullable(),
    refused: z.array(z.strictObject({ check: z.string(), detail: z.string() })),
    suggested: z.array(z.string()),
    suggestionId: idOf('suggestion').nullable(),
    at: timestamp,
  })
  .meta({ id: 'Brief', description: 'Why the assistant stopped, for the person who comes.' });
