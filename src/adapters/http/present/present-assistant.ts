import type { z } from 'zod';
import type {
  AssistantConfigDto,
  AssistantDetailsDto,
  AssistantDto,
  BriefDto,
  RunDto,
  RunSummaryDto,
  SuggestionDto,
  VersionDto,
  VersionSummaryDto,
} from '#adapters/http/contract/assistant';
import type { FoundAssistant } from '#application/assistants/assistants';
import type { FoundAgreement } from '#application/assistants/suggestions';
import type { Brief } from '#application/conversation/read-brief';
import type { Assistant } from '#domain/studio/assistant';
import type { AssistantConfig } from '#domain/studio/assistant-config';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import type { ExamReport } from '#domain/studio/exam/exam-report';
import type { ReplayedAnswer, ReplayReport } from '#domain/studio/replay';
import { noFacts } from '#domain/studio/stated-facts';
import type { StudioRun } from '#domain/studio/studio-run';
import type { Suggestion } from '#domain/studio/suggestion';

export const presentAssistant = ({ state }: Assistant): z.input<typeof AssistantDto> => ({
  id: state.id,
  name: state.name,
  isDefault: state.isDefault,
  channels: [...state.channels],
  topics: [...state.topics],
  live: state.live,
  publications: state.publications.map(({ exam, at, versionId, number, origin, reason, by }) => ({
    versionId,
    number,
    origin,
    reason,
    by,
    examId: exam,
    at: at.toISOString(),
  })),
  automaticActs: [...state.automaticActs],
  createdAt: state.createdAt.toISOString(),
  version: state.version,
});

const presentConfig = (config: AssistantConfig): z.input<typeof AssistantConfigDto> => ({
  languages: [...config.languages],
  defaultLanguage: config.defaultLanguage,
  confidenceThreshold: config.confidenceThreshold,
  escalationKeywords: [...config.escalationKeywords],
  allowedResponses: [...config.allowedResponses],
  answerMode: config.answerMode,
  tone: config.tone,
  guidance: config.guidance,
  wording: config.wording as z.input<typeof AssistantConfigDto>['wording'],
  intents: config.intents.map(({ name, phrases, target }) => ({ name, phrases: [...phrases], target })),
  synonyms: config.synonyms.map(({ word, means }) => ({ word, means })),
  priceReceipts: config.priceReceipts,
});

export const presentVersionSummary = ({ state }: AssistantVersion): z.input<typeof VersionSummaryDto> => ({
  id: state.id,
  assistantId: state.assistantId,
  number: state.number,
  status: state.status,
  note: state.note,
  createdBy: state.createdBy,
  createdAt: state.createdAt.toISOString(),
  publishedAt: state.publishedAt?.toISOString() ?? null,
  version: state.version,
});

export const presentVersion = (version: AssistantVersion): z.input<typeof VersionDto> => ({
  ...presentVersionSummary(version),
  config: presentConfig(version.state.config),
});

export const presentDetails = ({ assistant, versions }: FoundAssistant): z.input<typeof AssistantDetailsDto> => ({
  assistant: presentAssistant(assistant),
  versions: versions.map(presentVersionSummary),
});

export const presentRunSummary = ({ state }: StudioRun): z.input<typeof RunSummaryDto> => ({
  id: state.id,
  assistantId: state.assistantId,
  versionId: state.versionId,
  kind: state.work.kind,
  days: state.work.kind === 'replay' ? state.work.days : null,
  answeredBy: state.work.kind === 'replay' ? (state.work.answeredBy ?? null) : null,
  status: state.status,
  done: state.done,
  total: state.total,
  reason: state.reason,
  startedBy: state.startedBy,
  createdAt: state.createdAt.toISOString(),
  finishedAt: state.finishedAt?.toISOString() ?? null,
});

const presentExam = ({ versionVersion: _own, ...report }: ExamReport): z.input<typeof RunDto>['exam'] => ({
  ...report,
  regressions: [...report.regressions],
  results: report.results.map(({ expect = null, expected = '', ...each }) => ({ ...each, expect, expected })),
});

/** Replays from before these were written down have none of them. */
type Kept<T> = Partial<T>;

const presentReplayed = ({ text, escalation, confidence, costMicros, ...rest }: ReplayedAnswer) => {
  const { provider = '', facts = noFacts }: Kept<Pick<ReplayedAnswer, 'provider' | 'facts'>> = rest;
  const amounts = Object.values(facts.amounts);
  return { text, escalation, confidence, costMicros, provider, amounts, makesOrder: facts.order !== null };
};

const presentSide = ({ answered, escalated, costMicros, ...rest }: ReplayReport['live']) => {
  const { orders = 0, providers = {} }: Kept<Pick<ReplayReport['live'], 'orders' | 'providers'>> = rest;
  const answerers = Object.entries(providers).map(([provider, turns]) => ({ provider, turns }));
  return { answered, escalated, costMicros, orders, providers: answerers };
};

const presentReplay = (report: ReplayReport): z.input<typeof RunDto>['replay'] => ({
  turns: report.turns,
  changed: report.changed,
  prices: { compared: 0, differ: 0, ...(report.prices as Kept<ReplayReport['prices']> | undefined) },
  ordersDiffer: (report.ordersDiffer as number | undefined) ?? 0,
  live: presentSide(report.live),
  draft: presentSide(report.draft),
  differences: report.differences.map((each) => ({
    ...each,
    live: presentReplayed(each.live),
    draft: presentReplayed(each.draft),
  })),
});

export const presentRun = (run: StudioRun): z.input<typeof RunDto> => {
  const { work } = run.state;
  const exam = work.kind === 'exam' && work.report !== null ? presentExam(work.report) : null;
  const replay = work.kind === 'replay' && work.report !== null ? presentReplay(work.report) : null;
  return { ...presentRunSummary(run), exam, replay };
};

export const presentSuggestion = ({ state }: Suggestion): z.input<typeof SuggestionDto> => ({
  id: state.id,
  conversationId: state.conversationId,
  turnId: state.turnId,
  status: state.status,
  replies: state.replies.map(({ text }) => text),
  acts: [...state.acts],
  confidence: state.confidence,
  decidedBy: state.decidedBy,
  createdAt: state.createdAt.toISOString(),
});

export const presentAgreement = ({ acts, intents }: FoundAgreement) => ({
  items: acts.map((each) => ({ ...each })),
  intents: intents.map((each) => ({ ...each, about: { ...each.about } })),
});

export const presentBrief = (brief: Brief): z.input<typeof BriefDto> => ({
  turnId: brief.turnId,
  reason: brief.reason,
  asked: [...brief.asked],
  evidence: brief.evidence.map(({ id, label, score }) => ({ id, label, score })),
  acts: [...brief.acts],
  confidence: brief.confidence,
  threshold: brief.threshold,
  refused: brief.refused.map(({ check, detail }) => ({ check, detail })),
  suggested: [...brief.suggested],
  suggestionId: brief.suggestionId,
  at: brief.at.toISOString(),
});
