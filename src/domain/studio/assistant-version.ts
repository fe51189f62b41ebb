import { DomainError } from '#domain/shared/domain-error';
import type { AssistantId, AssistantVersionId, TenantId } from '#domain/shared/ids';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';
import type { AssistantConfig } from '#domain/studio/assistant-config';

/** Only a draft is edited; what was published once never changes again. */
export type VersionStatus = 'draft' | 'testing' | 'published';

const transitions: Transitions<VersionStatus> = {
  draft: ['testing'],
  testing: ['draft', 'published'],
  published: [],
};

/** It is being tested, or was published: make a new draft of it. */
export class VersionNotEditable extends DomainError {
  readonly code = 'assistant.version_not_editable';
  readonly kind = 'conflict';
}

export type VersionState = {
  readonly id: AssistantVersionId;
  readonly tenantId: TenantId;
  readonly assistantId: AssistantId;
  /** 1, 2, 3 … in its assistant. */
  readonly number: number;
  readonly status: VersionStatus;
  readonly config: AssistantConfig;
  /** What is new about it, in the author's words. */
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly version: number;
};

/** One version of an assistant: draft → testing → published, and back from testing to draft. */
export class AssistantVersion {
  readonly state: VersionState;
  constructor(state: VersionState) {
    this.state = state;
  }

  /** @throws {VersionNotEditable} */
  edit(changes: Partial<Pick<VersionState, 'config' | 'note'>>): AssistantVersion {
    if (this.state.status !== 'draft')
      throw new VersionNotEditable('only a draft can be edited', { status: this.state.status });
    return new AssistantVersion({ ...this.state, ...changes });
  }

  /** @throws {IllegalTransition} */
  test(): AssistantVersion {
    return this.state.status === 'testing' ? this : this.#to('testing');
  }

  /** @throws {IllegalTransition} */
  reopen(): AssistantVersion {
    return this.#to('draft');
  }

  /** @throws {IllegalTransition} it was not tested, or is published already. */
  published(at: Date): AssistantVersion {
    return new AssistantVersion({ ...this.#to('published').state, publishedAt: at });
  }

  #to(status: VersionStatus): AssistantVersion {
    assertTransition('version', transitions, this.state.status, status);
    return new AssistantVersion({ ...this.state, status });
  }
}
