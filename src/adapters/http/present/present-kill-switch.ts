import type { z } from 'zod';
import type { KillSwitchDto, KillSwitchesDto } from '#adapters/http/contract/tenant';
import type { KillSwitchesView, KillSwitchView } from '#application/tenancy/read-kill-switches';

export const presentKillSwitch = ({ on, reason, at }: KillSwitchView): z.input<typeof KillSwitchDto> => ({
  on,
  reason,
  at: at.toISOString(),
});

export const presentKillSwitches = ({ platform, tenant }: KillSwitchesView): z.input<typeof KillSwitchesDto> => ({
  platform: platform && presentKillSwitch(platform),
  tenant: tenant && presentKillSwitch(tenant),
});
