import { DomainError } from '#domain/shared/domain-error';
import type { AssistantId, AssistantVersionId, ChannelId, StudioRunId, TenantId } from '#domain/shared/ids';
import type { AssistantVersion } from '#domain/studio/assistant-version';

/** Where a publication came from. `settings`: somebody changed the tenant's settings, which are the default assistant's. */
export type PublicationOrigin = 'exam' | 'override' | 'settings' | 'rollback' | 'start';

export type Publication = {
  readonly versionId: AssistantVersionId;
  readonly number: number;
  readonly origin: PublicationOrigin;
  /** Why the exam was overridden, or what was rolled back from. */
  readonly reason: string;
  readonly exam: StudioRunId | null;
  readonly by: string;
  readonly at: Date;
};

/** That version was never published, so there is nothing to go back to. */
export class NeverPublished extends DomainError {
  readonly code = 'assistant.never_published';
  readonly kind = 'conflict';
}
/** The version belongs to another assistant. */
export class NotItsVersion extends DomainError {
  readonly code = 'assistant.not_its_version';
  readonly kind = 'conflict';
}

const publicationsKept = 50;

export type AssistantState = {
  readonly id: AssistantId;
  readonly tenantId: TenantId;
  readonly name: string;
  /** Answers whatever no other assistant is for. A tenant has exactly one, always. */
  readonly isDefault: boolean;
  /** Conversations on these channels are its own; none: on every channel, where a topic calls it. */
  readonly channels: readonly ChannelId[];
  /** Words that call it, compared as whole words after normalising. */
  readonly topics: readonly string[];
  /** The version customers hear; `null`: it was never published and answers nobody. */
  readonly live: AssistantVersionId | null;
  /** Newest first. */
  readonly publications: readonly Publication[];
  /** In the answer mode `draft`: acts that leave by themselves all the same, since people agreed with them often enough. */
  readonly automaticActs: readonly string[];
  readonly createdAt: Date;
  readonly version: number;
};

export class Assistant {
  readonly state: AssistantState;
  constructor(state: AssistantState) {
    this.state = state;
  }

  /** @throws {NotItsVersion} */
  publish({ state }: AssistantVersion, how: Pick<Publication, 'origin' | 'reason' | 'exam' | 'by' | 'at'>): Assistant {
    if (state.assistantId !== this.state.id) throw new NotItsVersion('that is a version of another assistant', {});
    const publication: Publication = { versionId: state.id, number: state.number, ...how };
    return this.with({
      live: state.id,
      publications: [publication, ...this.state.publications].slice(0, publicationsKept),
    });
  }

  /** To any version that was published before. @throws {NeverPublished} @throws {NotItsVersion} */
  rollBack(to: AssistantVersion, how: Pick<Publication, 'reason' | 'by' | 'at'>): Assistant {
    if (to.state.status !== 'published')
      throw new NeverPublished('only a version that was published can be gone back to', { number: to.state.number });
    return this.publish(to, { ...how, origin: 'rollback', exam: null });
  }

  with(changes: Partial<Omit<AssistantState, 'id' | 'tenantId' | 'isDefault' | 'createdAt'>>): Assistant {
    return new Assistant({ ...this.state, ...changes });
  }
}
