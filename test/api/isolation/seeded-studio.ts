import { freshDialogue } from '#domain/conversation/dialogue';
import { AssistantId, ConversationId, derivedSuggestionId, type TenantId, TurnId } from '#domain/shared/ids';
import { Assistant } from '#domain/studio/assistant';
import { configOfSettings } from '#domain/studio/assistant-config';
import { AssistantVersion } from '#domain/studio/assistant-version';
import { StudioRun } from '#domain/studio/studio-run';
import { Suggestion } from '#domain/studio/suggestion';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { FakeClock } from '#test/support/fake-clock';
import { storeBuilders } from '#test/support/store-builders';
import type { Rig } from '../rig.js';
import type { Talk } from './seeded-conversation.js';

export type Studio = {
  readonly assistant: string;
  readonly assistantVersion: string;
  readonly studioRun: string;
  readonly suggestion: string;
};

/** A second assistant with a draft, an exam that waits for a worker, and an answer that waits for a person. */
export const seedStudio = async (rig: Rig, tenantId: TenantId, talk: Talk, canary: string): Promise<Studio> => {
  const make = storeBuilders(new FakeClock(new Date()));
  const at = new Date();
  const audit = make.anAudit({ target: canary });
  const store = rig.store.tenant(tenantId);
  const assistant = new Assistant({
    id: AssistantId(make.ids.assistant()),
    tenantId,
    name: `${canary} assistant`,
    isDefault: false,
    channels: [],
    topics: [canary],
    live: null,
    publications: [],
    automaticActs: [],
    createdAt: at,
    version: 0,
  });
  await store.assistants.save(assistant, audit);
  const version = new AssistantVersion({
    id: make.ids.assistantVersion(),
    tenantId,
    assistantId: assistant.state.id,
    number: 1,
    status: 'draft',
    config: { ...configOfSettings(defaultAssistantSettings), guidance: `${canary} guidance` },
    note: `${canary} note`,
    createdBy: canary,
    createdAt: at,
    publishedAt: null,
    version: 0,
  });
  await store.assistants.saveVersion(version, audit);
  const run = new StudioRun({
    id: make.ids.studioRun(),
    tenantId,
    assistantId: assistant.state.id,
    versionId: version.state.id,
    status: 'waiting',
    work: { kind: 'exam', report: null },
    done: 0,
    total: 0,
    reason: null,
    startedBy: canary,
    createdAt: at,
    finishedAt: null,
    version: 0,
  });
  await store.studioRuns.add(run, audit);
  const suggestion = new Suggestion({
    id: derivedSuggestionId(TurnId(talk.turn)),
    tenantId,
    conversationId: ConversationId(talk.conversation),
    turnId: TurnId(talk.turn),
    assistantId: assistant.state.id,
    status: 'open',
    replies: [{ text: `${canary} suggestion`, choices: [] }],
    acts: ['greet'],
    confidence: 0.9,
    dialogue: freshDialogue,
    decidedBy: null,
    decidedAt: null,
    createdAt: at,
    version: 0,
  });
  await store.suggestions.save(suggestion);
  return {
    assistant: assistant.state.id,
    assistantVersion: version.state.id,
    studioRun: run.state.id,
    suggestion: suggestion.state.id,
  };
};
