import type { AuditDraft } from '#domain/compliance/audit-entry';
import type { AssistantId, AssistantVersionId, ConversationId, StudioRunId, SuggestionId } from '#domain/shared/ids';
import type { Assistant } from '#domain/studio/assistant';
import type { AssistantVersion } from '#domain/studio/assistant-version';
import type { LiveAssistant } from '#domain/studio/live-assistant';
import type { StudioRun } from '#domain/studio/studio-run';
import type { Suggestion } from '#domain/studio/suggestion';
import type { Tenant } from '#domain/tenancy/tenant';

/** What a publication writes: all or none. */
export type PublicationChange = {
  readonly assistant: Assistant;
  /** Version 0 inserts it, published; else as it was tested. `null`: one that was published before. */
  readonly version: AssistantVersion | null;
  /** The default assistant's settings are the tenant's: its record says the same. */
  readonly tenant: Tenant | null;
};

/** A tenant's assistants and their versions. There is always a default one, as old as the tenant. */
export interface AssistantStore {
  /** The default first, then oldest first. */
  list(): Promise<readonly Assistant[]>;
  find(id: AssistantId): Promise<Assistant | null>;
  /** Version 0 inserts. @throws {StaleWrite} */
  save(assistant: Assistant, audit: AuditDraft): Promise<Assistant>;
  /** With its versions and what was examined and replayed for them. @throws {StaleWrite} */
  remove(assistant: Assistant, audit: AuditDraft): Promise<void>;
  /** Newest first. */
  versions(id: AssistantId): Promise<readonly AssistantVersion[]>;
  findVersion(id: AssistantVersionId): Promise<AssistantVersion | null>;
  /** Version 0 inserts. @throws {StaleWrite} also when its number is taken. */
  saveVersion(version: AssistantVersion, audit: AuditDraft): Promise<AssistantVersion>;
  /** @throws {StaleWrite} any of them was saved since it was read. */
  publish(change: PublicationChange, audit: AuditDraft): Promise<Assistant>;
  /** Those that answer customers at this moment, as of now and not as remembered. */
  live(): Promise<readonly LiveAssistant[]>;
}

/** Exams and replays. */
export interface StudioRunStore {
  find(id: StudioRunId): Promise<StudioRun | null>;
  /** Newest first, without their results: at most `limit`. */
  list(assistantId: AssistantId, limit: number): Promise<readonly StudioRun[]>;
  add(run: StudioRun, audit: AuditDraft): Promise<StudioRun>;
  /**
   * The right to go on with it for so long: it is waiting, or whoever ran it has not been heard of. `null`: it is over, or
   * somebody has it.
   */
  claim(id: StudioRunId, leaseMs: number): Promise<StudioRun | null>;
  /** Keeps the right for so long where it is not over. @throws {StaleWrite} somebody else has it, or it was cancelled. */
  save(run: StudioRun, leaseMs: number): Promise<StudioRun>;
}

/** What assistants in the answer mode `draft` suggest. A turn's suggestion is written when the turn is applied. */
export interface SuggestionStore {
  find(id: SuggestionId): Promise<Suggestion | null>;
  /** The one that waits for a person in the conversation, if one does. */
  open(conversationId: ConversationId): Promise<Suggestion | null>;
  /** @throws {StaleWrite} */
  save(suggestion: Suggestion): Promise<Suggestion>;
  /** Those decided last, of one assistant. */
  decided(assistantId: AssistantId, limit: number): Promise<readonly Suggestion[]>;
}
