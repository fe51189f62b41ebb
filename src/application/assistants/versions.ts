import { type ConfigInput, configAfter } from '#application/assistants/config-input';
import { type Principal, tenantFor } from '#application/identity/principal';
import { textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { DomainError } from '#domain/shared/domain-error';
import type { AssistantId, AssistantVersionId } from '#domain/shared/ids';
import { configOfSettings } from '#domain/studio/assistant-config';
import { AssistantVersion } from '#domain/studio/assistant-version';

/** There is room for so many; what nobody needs any more is not kept for ever. */
export class TooManyVersions extends DomainError {
  readonly code = 'assistant.too_many_versions';
  readonly kind = 'conflict';
}

const most = 500;

/** A version that belongs to the assistant. @throws {NotFound} */
export const versionIn = async (
  { assistants }: TenantStore,
  assistantId: AssistantId,
  versionId: AssistantVersionId,
): Promise<AssistantVersion> => {
  const version = await assistants.findVersion(versionId);
  return found(version?.state.assistantId === assistantId ? version : null, 'version');
};

export type VersionInput = {
  readonly by: Principal;
  readonly assistantId: AssistantId;
  readonly versionId: AssistantVersionId;
};

export class FindVersion {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  execute({ by, assistantId, versionId }: VersionInput): Promise<AssistantVersion> {
    return versionIn(this.#store.tenant(tenantFor(by, 'tenant.read')), assistantId, versionId);
  }
}

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type DraftVersionInput = {
  readonly by: Principal;
  readonly assistantId: AssistantId;
  /** What it begins as; absent: the version customers hear, else the tenant's settings. */
  readonly from?: AssistantVersionId | undefined;
  readonly note?: string | undefined;
};

/** A new draft, from any version. */
export class DraftVersion {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {TooManyVersions} @throws {StaleWrite} somebody else made one at the same time. */
  async execute({ by, assistantId, from, note = '' }: DraftVersionInput): Promise<AssistantVersion> {
    const { store, clock, ids } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    const { live } = found(await scoped.assistants.find(assistantId), 'assistant').state;
    const versions = await scoped.assistants.versions(assistantId);
    if (versions.length >= most) throw new TooManyVersions(`there is room for ${most} versions`, { most });
    const origin = from ?? live;
    const base = origin === null ? null : await versionIn(scoped, assistantId, origin);
    const tenant = found(await scoped.findTenant(), 'tenant');
    const at = clock.now();
    const version = new AssistantVersion({
      id: ids.assistantVersion(),
      tenantId,
      assistantId,
      number: (versions[0]?.state.number ?? 0) + 1,
      status: 'draft',
      config: base?.state.config ?? configOfSettings(tenant.state.assistant),
      note: textOf('note', note, 300, 0),
      createdBy: by.actor.name,
      createdAt: at,
      publishedAt: null,
      version: 0,
    });
    const facts = { assistant: assistantId, number: version.state.number };
    const target = version.state.id;
    return scoped.assistants.saveVersion(version, { actor: by.actor, action: 'assistant.drafted', target, facts, at });
  }
}

export type EditVersionInput = VersionInput & {
  readonly version: number;
  readonly note?: string | undefined;
  readonly config?: ConfigInput | undefined;
};

/** Changes a draft. */
export class EditVersion {
  readonly #deps: Omit<Dependencies, 'ids'>;
  constructor(deps: Omit<Dependencies, 'ids'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {VersionNotEditable} @throws {InvalidInput} @throws {WordingRefused} @throws {StaleWrite} */
  async execute({ by, assistantId, versionId, version, note, config }: EditVersionInput): Promise<AssistantVersion> {
    const { store, clock } = this.#deps;
    const scoped = store.tenant(tenantFor(by, 'tenant.configure'));
    const before = await versionIn(scoped, assistantId, versionId);
    const tenant = found(await scoped.findTenant(), 'tenant');
    const [catalogue, forms] = await Promise.all([scoped.catalogue.snapshot(), scoped.forms.list()]);
    const scope = { catalogue, forms, settings: tenant.state.assistant };
    const edited = before.edit({
      config: configAfter(before.state.config, config ?? {}, scope),
      note: note === undefined ? before.state.note : textOf('note', note, 300, 0),
    });
    const { number, config: after } = edited.state;
    const facts = { number, threshold: after.confidenceThreshold, answerMode: after.answerMode };
    const audit = { actor: by.actor, action: 'assistant.edited', target: versionId, facts, at: clock.now() };
    return scoped.assistants.saveVersion(new AssistantVersion({ ...edited.state, version }), audit);
  }
}

/** Takes a version back from testing, to go on editing it. */
export class ReopenVersion {
  readonly #deps: Omit<Dependencies, 'ids'>;
  constructor(deps: Omit<Dependencies, 'ids'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {IllegalTransition} @throws {StaleWrite} */
  async execute({ by, assistantId, versionId }: VersionInput): Promise<AssistantVersion> {
    const { store, clock } = this.#deps;
    const scoped = store.tenant(tenantFor(by, 'tenant.configure'));
    const reopened = (await versionIn(scoped, assistantId, versionId)).reopen();
    const facts = { number: reopened.state.number };
    const audit = { actor: by.actor, action: 'assistant.reopened', target: versionId, facts, at: clock.now() };
    return scoped.assistants.saveVersion(reopened, audit);
  }
}
