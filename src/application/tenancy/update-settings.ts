import { settingsAsVersion } from '#application/assistants/settings-as-version';
import { type Principal, tenantFor } from '#application/identity/principal';
import { InvalidInput, textOf } from '#application/input';
import { found } from '#application/not-found';
import type { Clock } from '#application/ports/clock';
import type { Ids } from '#application/ports/ids';
import type { LiveBus } from '#application/ports/live-bus';
import type { Store } from '#application/ports/store';
import type { TenantStore } from '#application/ports/tenant-store';
import { type AssistantSettingsInput, withChanges } from '#application/tenancy/assistant-settings-input';
import { hoursOf } from '#application/tenancy/hours-input';
import { type ProfileInput, profileAfter } from '#application/tenancy/profile-input';
import { timeZoneOf } from '#application/tenancy/time-zone';
import type { AuditDraft } from '#domain/compliance/audit-entry';
import { Tenant, type TenantState } from '#domain/tenancy/tenant';
import type { WorkingHours } from '#domain/tenancy/working-hours';

type Dependencies = { readonly store: Store; readonly clock: Clock; readonly ids: Ids; readonly bus: LiveBus };

export type UpdateSettingsInput = {
  readonly by: Principal;
  /** The version that was read; anything else is refused as stale. */
  readonly version: number;
  readonly name?: string | undefined;
  /** The name in addresses and in the widget's snippet: pages that carry the old one stop working. */
  readonly slug?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly profile?: ProfileInput | undefined;
  /** All of them at once. */
  readonly hours?: WorkingHours | undefined;
  readonly assistant?: AssistantSettingsInput | undefined;
};

/** @throws {InvalidInput} */
const slugOf = (raw: string): string => {
  const slug = raw.trim().toLowerCase();
  if (!/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/.test(slug) || slug.includes('--'))
    throw new InvalidInput(
      'slug',
      'the address name has 3 to 40 letters a to z, digits and single dashes between them',
    );
  return slug;
};

/** Changes the caller's tenant; what is left out stays. */
export class UpdateSettings {
  readonly #deps: Dependencies;
  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  /** @throws {InvalidInput} @throws {SlugTaken} @throws {StaleWrite} */
  async execute({ by, version, ...changes }: UpdateSettingsInput): Promise<TenantState> {
    const { store, clock, bus } = this.#deps;
    const tenantId = tenantFor(by, 'tenant.configure');
    const scoped = store.tenant(tenantId);
    const { state } = found(await scoped.findTenant(), 'tenant');
    const changed = new Tenant({ ...state, version }).with(await checked(scoped, state, changes));
    const { confidenceThreshold, enabled } = changed.state.assistant;
    const facts = {
      name: changed.state.name,
      slug: changed.state.slug,
      timeZone: changed.state.timeZone,
      assistantEnabled: enabled,
      confidenceThreshold,
    };
    const audit = { actor: by.actor, action: 'tenant.configured', target: tenantId, facts, at: clock.now() };
    await this.#save(scoped, changed, by, audit);
    bus.publish({ kind: 'switches', tenantId });
    return found(await scoped.findTenant(), 'tenant').state;
  }

  /** What of the settings belongs to a version of the default assistant becomes its next one, published with them. */
  async #save(store: TenantStore, tenant: Tenant, by: Principal, audit: AuditDraft): Promise<void> {
    const change = await settingsAsVersion(store, tenant, {
      ids: this.#deps.ids,
      by: by.actor.name,
      at: audit.at,
    });
    if (change === null) await store.saveTenant(tenant, audit);
    else await store.assistants.publish(change, audit);
  }
}

type Changes = Omit<UpdateSettingsInput, 'by' | 'version'>;

const checked = async (store: TenantStore, before: TenantState, changes: Changes): Promise<Partial<TenantState>> => ({
  name: changes.name === undefined ? before.name : textOf('name', changes.name, 120),
  slug: changes.slug === undefined ? before.slug : slugOf(changes.slug),
  timeZone: changes.timeZone === undefined ? before.timeZone : timeZoneOf(changes.timeZone),
  assistant: withChanges(before.assistant, changes.assistant ?? {}),
  profile: await profileAfter(store, before.profile, changes.profile ?? {}),
  hours: changes.hours === undefined ? before.hours : hoursOf(changes.hours),
});
