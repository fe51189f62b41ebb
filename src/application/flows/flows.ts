import { type Principal, tenantFor } from '#application/identity/principal';
import { listOf, localizedOf, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import type { Flow, FlowAction, FlowNode } from '#domain/assistant/flow';
import { FlowInvalid, type FlowTargets, flowLimits, validateFlow } from '#domain/assistant/validate-flow';
import { DomainError } from '#domain/shared/domain-error';
import type { FlowId } from '#domain/shared/ids';

/** The widget opens with it: choose another menu there first. */
export class FlowInUse extends DomainError {
  readonly code = 'flow.in_use';
  readonly kind = 'conflict';
}
/** There is room for so many. */
export class TooManyFlows extends DomainError {
  readonly code = 'flow.too_many';
  readonly kind = 'conflict';
}

const most = 50;
type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids; readonly bus: LiveBus };

/** The tenant's menus, oldest first. */
export class ListFlows {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  execute({ by }: { readonly by: Principal }): Promise<readonly Flow[]> {
    return this.#store.tenant(tenantFor(by, 'tenant.read')).flows.list();
  }
}

export class FindFlow {
  readonly #store: Store;
  constructor(deps: { readonly store: Store }) {
    this.#store = deps.store;
  }

  /** @throws {NotFound} */
  async execute({ by, id }: { readonly by: Principal; readonly id: FlowId }): Promise<Flow> {
    return found(await this.#store.tenant(tenantFor(by, 'tenant.read')).flows.find(id), 'menu');
  }
}

const actionOf = (action: FlowAction): FlowAction => {
  switch (action.do) {
    case 'answer':
      return { do: 'answer', text: localizedOf('answer', action.text, flowLimits.answer, false) };
    case 'whatsapp':
      return {
        do: 'whatsapp',
        // People write the number as they know it.
        phone: action.phone.replace(/^\s*(?:\+|00)|[\s()-]/g, ''),
        text: localizedOf('text', action.text, flowLimits.link, false),
      };
    case 'link':
      return { do: 'link', url: action.url.trim() };
    case 'menu':
    case 'faq':
    case 'form':
    case 'hand_over':
      return action;
  }
};

const nodeOf = (node: FlowNode): FlowNode => ({
  id: node.id,
  text: localizedOf('text', node.text, flowLimits.text, false),
  options: listOf('options', node.options, flowLimits.options).map(({ id, label, action }) => ({
    id,
    label: localizedOf('label', label, flowLimits.label, false),
    action: actionOf(action),
  })),
});

export type SaveFlowInput = {
  readonly by: Principal;
  /** Absent: a new one. */
  readonly id?: FlowId | undefined;
  /** The version that was read; 0 for a new one. */
  readonly version: number;
  /** What is left out keeps its value. */
  readonly name?: string | undefined;
  readonly status?: Flow['status'] | undefined;
  readonly nodes?: readonly FlowNode[] | undefined;
};

/** Adds or changes a menu. A draft may be unfinished; what is published has to hold in every part. */
export class SaveFlow {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {FlowInvalid} @throws {InvalidInput} @throws {NotFound} @throws {TooManyFlows} @throws {StaleWrite} */
  async execute({ by, id, version, name, status, nodes }: SaveFlowInput): Promise<Flow> {
    const { store, clock, ids, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    const before = id === undefined ? null : found(await scoped.flows.find(id), 'menu');
    if (before === null) await assertRoom(scoped);
    const at = clock.now();
    const flow: Flow = {
      id: before?.id ?? ids.flow(),
      tenantId,
      name: textOf('name', name ?? before?.name ?? '', 80),
      status: status ?? before?.status ?? 'draft',
      nodes: listOf('nodes', nodes ?? before?.nodes ?? [], flowLimits.nodes).map(nodeOf),
      createdAt: before?.createdAt ?? at,
      version: before === null ? 0 : version,
    };
    if (flow.status === 'published') await assertPublishable(scoped, flow);
    const facts = { name: flow.name, status: flow.status, menus: flow.nodes.length };
    const saved = await scoped.flows.save(flow, { actor: by.actor, action: 'flow.saved', target: flow.id, facts, at });
    bus.publish({ kind: 'settings', tenantId, area: 'flows' });
    return saved;
  }
}

const assertRoom = async ({ flows }: TenantStore): Promise<void> => {
  if ((await flows.list()).length >= most) throw new TooManyFlows(`there is room for ${most} menus`, { most });
};

/** @throws {FlowInvalid} */
const assertPublishable = async (scoped: TenantStore, flow: Flow): Promise<void> => {
  const faults = validateFlow(flow, await targetsOf(scoped));
  if (faults.length > 0) throw new FlowInvalid(faults);
};

const targetsOf = async ({ catalogue, forms }: TenantStore): Promise<FlowTargets> => {
  const [{ faqs }, all] = await Promise.all([catalogue.snapshot(), forms.list()]);
  return {
    faqs: new Set(faqs.keys()),
    forms: new Set(all.filter(({ status }) => status === 'active').map(({ id }) => id)),
  };
};

export class RemoveFlow {
  readonly #deps: Omit<Dependencies, 'ids'>;
  constructor(deps: Omit<Dependencies, 'ids'>) {
    this.#deps = deps;
  }

  /** @throws {NotFound} @throws {FlowInUse} @throws {StaleWrite} */
  async execute({ by, id }: { readonly by: Principal; readonly id: FlowId }): Promise<void> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    const flow = found(await scoped.flows.find(id), 'menu');
    if ((await scoped.widget.settings()).menu === id)
      throw new FlowInUse('the widget opens with this menu; choose another one there first', { id });
    const facts = { name: flow.name };
    await scoped.flows.remove(flow, { actor: by.actor, action: 'flow.removed', target: id, facts, at: clock.now() });
    bus.publish({ kind: 'settings', tenantId, area: 'flows' });
  }
}
