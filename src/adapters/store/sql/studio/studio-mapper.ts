import { decodeJson, encodeJson } from '#adapters/store/sql/json-codec';
import type { AssistantRow, AssistantVersionRow, StudioRunRow, SuggestionRow } from '#adapters/store/sql/studio-rows';
import { Assistant, type AssistantState } from '#domain/studio/assistant';
import { AssistantVersion, type VersionState } from '#domain/studio/assistant-version';
import { type RunState, StudioRun } from '#domain/studio/studio-run';
import { Suggestion, type SuggestionState } from '#domain/studio/suggestion';

/** Stored whole; the row's version is the one that counts. */
export const toAssistant = (row: AssistantRow): Assistant =>
  new Assistant({ ...decodeJson<AssistantState>(row.body), version: row.version });

export const toVersion = (row: AssistantVersionRow): AssistantVersion =>
  new AssistantVersion({ ...decodeJson<VersionState>(row.body), version: row.version });

export const toRun = (row: StudioRunRow): StudioRun =>
  new StudioRun({ ...decodeJson<RunState>(row.body), version: row.version });

export const toSuggestion = (row: SuggestionRow): Suggestion =>
  new Suggestion({ ...decodeJson<SuggestionState>(row.body), version: row.version });

export const assistantColumns = ({ state }: Assistant) => ({
  live_version: state.live,
  body: encodeJson(state),
  created_at: state.createdAt.getTime(),
});

export const versionColumns = ({ state }: AssistantVersion) => ({
  assistant_id: state.assistantId,
  number: state.number,
  body: encodeJson(state),
  created_at: state.createdAt.getTime(),
});

export const runColumns = ({ state }: StudioRun, dueAt: number | null) => ({
  assistant_id: state.assistantId,
  due_at: dueAt,
  body: encodeJson(state),
  created_at: state.createdAt.getTime(),
});

export const suggestionColumns = ({ state }: Suggestion) => ({
  conversation_id: state.conversationId,
  assistant_id: state.assistantId,
  status: state.status,
  decided_at: state.decidedAt?.getTime() ?? null,
  body: encodeJson(state),
  created_at: state.createdAt.getTime(),
});
