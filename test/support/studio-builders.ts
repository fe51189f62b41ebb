import type { RandomIds } from '#adapters/identity/random-ids';
import { freshDialogue } from '#domain/conversation/dialogue';
import type { HumanActor } from '#domain/shared/actor';
import {
  type ConversationId,
  defaultAssistantId,
  derivedSuggestionId,
  type TenantId,
  type TurnId,
} from '#domain/shared/ids';
import { Assistant, type AssistantState } from '#domain/studio/assistant';
import { configOfSettings } from '#domain/studio/assistant-config';
import { AssistantVersion, type VersionState } from '#domain/studio/assistant-version';
import { type RunState, StudioRun } from '#domain/studio/studio-run';
import { Suggestion } from '#domain/studio/suggestion';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import type { AnswerLabel } from '#domain/understanding/confidence/answer-label';
import type { FakeClock } from './fake-clock.js';

/** Assistants, versions, runs and suggestions that are valid; a test names only what it is about. */
export const studioBuilders = (clock: FakeClock, ids: RandomIds, person: HumanActor) => {
  const anAssistant = (tenantId: TenantId, about: Partial<AssistantState> = {}): Assistant =>
    new Assistant({
      id: ids.assistant(),
      tenantId,
      name: 'Weddings',
      isDefault: false,
      channels: [],
      topics: ['wedding'],
      live: null,
      publications: [],
      automaticActs: [],
      createdAt: clock.now(),
      version: 0,
      ...about,
    });

  const aVersion = (tenantId: TenantId, about: Partial<VersionState> = {}): AssistantVersion =>
    new AssistantVersion({
      id: ids.assistantVersion(),
      tenantId,
      assistantId: defaultAssistantId(tenantId),
      number: 2,
      status: 'draft',
      config: configOfSettings(defaultAssistantSettings),
      note: '',
      createdBy: person.name,
      createdAt: clock.now(),
      publishedAt: null,
      version: 0,
      ...about,
    });

  const aRun = (version: AssistantVersion, about: Partial<RunState> = {}): StudioRun =>
    new StudioRun({
      id: ids.studioRun(),
      tenantId: version.state.tenantId,
      assistantId: version.state.assistantId,
      versionId: version.state.id,
      status: 'waiting',
      work: { kind: 'exam', report: null },
      done: 0,
      total: 0,
      reason: null,
      startedBy: person.name,
      createdAt: clock.now(),
      finishedAt: null,
      version: 0,
      ...about,
    });

  const aSuggestion = (tenantId: TenantId, conversationId: ConversationId, turnId: TurnId): Suggestion =>
    new Suggestion({
      id: derivedSuggestionId(turnId),
      tenantId,
      conversationId,
      turnId,
      assistantId: defaultAssistantId(tenantId),
      status: 'open',
      replies: [{ text: 'a suggestion', choices: [] }],
      acts: ['quote_price'],
      confidence: 0.9,
      dialogue: freshDialogue,
      decidedBy: null,
      decidedAt: null,
      createdAt: clock.now(),
      version: 0,
    });

  const aLabel = (tenantId: TenantId, turnId: TurnId, about: Partial<AnswerLabel> = {}): AnswerLabel => ({
    tenantId,
    turnId,
    conversationId: ids.conversation(),
    asked: 'When do you open?',
    proposed: 'faq_hours',
    confidence: 0.91,
    isRight: true,
    source: 'sent',
    at: clock.now(),
    ...about,
  });

  return { anAssistant, aVersion, aRun, aSuggestion, aLabel };
};
