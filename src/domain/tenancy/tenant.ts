import type { TenantId } from '#domain/shared/ids';
import type { Currency } from '#domain/shared/money';
import { assertTransition, type Transitions } from '#domain/shared/state-machine';
import type { AssistantSettings } from '#domain/tenancy/assistant-settings';
import type { BusinessProfile } from '#domain/tenancy/business-profile';
import type { WorkingHours } from '#domain/tenancy/working-hours';

/**
 * created → active ⇄ suspended; any of these may be soft-deleted (`deleted`, restorable); only a deleted tenant may be
 * destroyed, and from there is no way back (TEN-1).
 */
export type TenantStatus = 'created' | 'active' | 'suspended' | 'deleted' | 'destroyed';

const transitions: Transitions<TenantStatus> = {
  created: ['active', 'deleted'],
  active: ['suspended', 'deleted'],
  suspended: ['active', 'deleted'],
  deleted: ['suspended', 'destroyed'],
  destroyed: [],
};

export type TenantState = {
  readonly id: TenantId;
  /** Unique on the platform; lower-case letters, digits and dashes. */
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
  readonly currency: Currency;
  /** IANA name, such as Asia/Dubai. */
  readonly timeZone: string;
  readonly assistant: AssistantSettings;
  readonly profile: BusinessProfile;
  readonly hours: WorkingHours;
  /** The super admin let this tenant use the official Cloud API (WA-3). */
  readonly cloudApiAllowed: boolean;
  readonly createdAt: Date;
  readonly version: number;
};

/** A business on the platform. Its status decides whether anything of it runs. */
export class Tenant {
  readonly state: TenantState;

  constructor(state: TenantState) {
    this.state = state;
  }

  get isActive(): boolean {
    return this.state.status === 'active';
  }

  /** @throws {IllegalTransition} the lifecycle has no such step. A restored tenant comes back suspended: a person activates it. */
  moveTo(status: TenantStatus): Tenant {
    assertTransition('tenant', transitions, this.state.status, status);
    return new Tenant({ ...this.state, status });
  }

  with(
    changes: Partial<
      Pick<
        TenantState,
        'name' | 'slug' | 'timeZone' | 'assistant' | 'cloudApiAllowed' | 'currency' | 'profile' | 'hours'
      >
    >,
  ): Tenant {
    return new Tenant({ ...this.state, ...changes });
  }
}
