import { humanOf, type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, listOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { normalised } from '#domain/assistant/words';
import { DomainError } from '#domain/shared/domain-error';
import type { AssistantId, ChannelId } from '#domain/shared/ids';
import { Assistant } from '#domain/studio/assistant';
import type { AssistantVersion } from '#domain/studio/assistant-version';

/** The default assistant answers what no other is for: it has no channels, no topics, and stays. */
export class DefaultAssistantStays extends DomainError {
  readonly code = 'assistant.default_stays';
  readonly kind = 'conflict';
}
/** There is room for so many. */
export class TooManyAssistants extends DomainError {
  readonly code = 'assistant.too_many';
  readonly kind = 'conflict';
}

const most = 20;

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** The tenant's assistants, the default first. */
export class ListAssistants {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { readonly by: Principal }): Promise<readonly Assistant[]> {
    return this.#store.tenant(tenantFor(by, 'tenant.read')).assistants.list();
  }
}

export type FoundAssistant = { readonly assistant: Assistant; readonly versions: readonly AssistantVersion[] };

/** One assistant with its versions, newest first. */
export class FindAssistant {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: AssistantId }): Promise<FoundAssistant> {
    const { assistants } = this.#store.tenant(tenantFor(by, 'tenant.read'));
    const assistant = found(await assistants.find(id), 'assistant');
    return { assistant, versions: await assistants.versions(id) };
  }
}

export type AssistantInput = {
  readonly name?: string | undefined;
  readonly channels?: readonly ChannelId[] | undefined;
  readonly topics?: readonly string[] | undefined;
  readonly automaticActs?: readonly string[] | undefined;
};

/** @throws {InvalidInput} */
const channelsOf = async (store: TenantStore, raw: readonly ChannelId[]): Promise<readonly ChannelId[]> => {
  const ids = [...new Set(listOf('channels', raw, 50))];
  for (const id of ids)
    if ((await store.channels.find(id)) === null) throw new InvalidInput('channels', 'no such channel');
  return ids;
};

const topicsOf = (raw: readonly string[]): readonly string[] => {
  const topics = listOf('topics', raw, 50).map((topic) => textOf('topics', topic, 60));
  if (topics.some((topic) => normalised(topic) === ''))
    throw new InvalidInput('topics', 'a topic needs letters or digits');
  return [...new Set(topics)];
};

const changed = async (store: TenantStore, before: Assistant, input: AssistantInput): Promise<Assistant> => {
  const channels = input.channels === undefined ? before.state.channels : await channelsOf(store, input.channels);
  const topics = input.topics === undefined ? before.state.topics : topicsOf(input.topics);
  if (before.state.isDefault && channels.length + topics.length > 0)
    throw new DefaultAssistantStays('the default assistant answers what no other is for', {});
  const acts = input.automaticActs ?? before.state.automaticActs;
  return before.with({
    name: textOf('name', input.name ?? before.state.name, 60),
    channels,
    topics,
    automaticActs: [...new Set(listOf('automaticActs', acts, 100).map((act) => textOf('automaticActs', act, 80)))],
  });
};

/** A further assistant. It answers nobody before a version of it is published. */
export class AddAssistant {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {TooManyAssistants} */
  async execute({ by, ...input }: AssistantInput & { readonly by: Principal }): Promise<Assistant> {
    const { store, clock, ids } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    if ((await scoped.assistants.list()).length >= most)
      throw new TooManyAssistants(`there is room for ${most} assistants`, { most });
    const at = clock.now();
    const blank = new Assistant({
      id: ids.assistant(),
      tenantId,
      name: '',
      isDefault: false,
      channels: [],
      topics: [],
      live: null,
      publications: [],
      automaticActs: [],
      createdAt: at,
      version: 0,
    });
    const assistant = await changed(scoped, blank, input);
    const { id: target, name } = assistant.state;
    return scoped.assistants.save(assistant, {
      actor: by.actor,
      action: 'assistant.added',
      target,
      facts: { name },
      at,
    });
  }
}

/** Its name, what it is for, and what it may say by itself although a person sends the rest. Takes effect with the next turn. */
export class ChangeAssistant {
  readonly #deps: Omit<Dependencies, 'ids'>;
  constructor(deps: Omit<Dependencies, 'ids'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {InvalidInput} @throws {DefaultAssistantStays} @throws {StaleWrite} */
  async execute({
    by,
    id,
    version,
    ...input
  }: AssistantInput & {
    readonly by: Principal;
    readonly id: AssistantId;
    readonly version: number;
  }): Promise<Assistant> {
    const { store, clock } = this.#deps;
    const scoped = store.tenant(tenantFor(by, 'tenant.configure'));
    humanOf(by);
    const before = found(await scoped.assistants.find(id), 'assistant');
    const assistant = (await changed(scoped, before, input)).with({ version });
    const { name, automaticActs, channels, topics } = assistant.state;
    const facts = {
      name,
      channels: channels.length,
      topics: topics.join(', '),
      automaticActs: automaticActs.join(', '),
    };
    const audit = { actor: by.actor, action: 'assistant.changed', target: id, facts, at: clock.now() };
    return scoped.assistants.save(assistant, audit);
  }
}

export class RemoveAssistant {
  readonly #deps: Omit<Dependencies, 'ids'>;
  constructor(deps: Omit<Dependencies, 'ids'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {DefaultAssistantStays} @throws {StaleWrite} */
  async execute({ by, id }: { readonly by: Principal; readonly id: AssistantId }): Promise<void> {
    const { store, clock } = this.#deps;
    const scoped = store.tenant(tenantFor(by, 'tenant.configure'));
    const assistant = found(await scoped.assistants.find(id), 'assistant');
    if (assistant.state.isDefault) throw new DefaultAssistantStays('the default assistant stays', {});
    const facts = { name: assistant.state.name };
    const audit = { actor: by.actor, action: 'assistant.removed', target: id, facts, at: clock.now() };
    await scoped.assistants.remove(assistant, audit);
  }
}
