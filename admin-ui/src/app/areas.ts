import { accountArea } from '../features/account/area.js';
import { apiKeysArea } from '../features/api-keys/area.js';
import { assistantsArea } from '../features/assistants/area.js';
import { auditArea, platformAuditArea } from '../features/audit/area.js';
import { catalogueArea } from '../features/catalogue/area.js';
import { channelsArea } from '../features/channels/area.js';
import { entryFeature } from '../features/entry/area.js';
import { flowsArea } from '../features/flows/area.js';
import { formsArea } from '../features/forms/area.js';
import { functionsArea } from '../features/functions/area.js';
import { homeArea } from '../features/home/area.js';
import { inboxArea } from '../features/inbox/area.js';
import { knowledgeArea } from '../features/knowledge/area.js';
import { leadsArea } from '../features/leads/area.js';
import { ordersArea } from '../features/orders/area.js';
import { platformFeature } from '../features/platform/area.js';
import { playgroundArea } from '../features/playground/area.js';
import { settingsArea } from '../features/settings/area.js';
import { teamArea } from '../features/team/area.js';
import { widgetArea } from '../features/widget/area.js';
import type { NavEntry } from '../shared/routing/area.js';

/** Every feature. To add one: its line here, and its routes in `router.ts`. */
export const areas = {
  entry: entryFeature,
  home: homeArea,
  inbox: inboxArea,
  orders: ordersArea,
  catalogue: catalogueArea,
  knowledge: knowledgeArea,
  flows: flowsArea,
  forms: formsArea,
  leads: leadsArea,
  account: accountArea,
  assistants: assistantsArea,
  playground: playgroundArea,
  widget: widgetArea,
  settings: settingsArea,
  channels: channelsArea,
  team: teamArea,
  apiKeys: apiKeysArea,
  audit: auditArea,
  platform: platformFeature,
  platformAudit: platformAuditArea,
  functions: functionsArea,
} as const;

/** The order of the navigation: within its group, as listed above. */
export const navEntries: readonly NavEntry[] = Object.values(areas).flatMap((area): readonly NavEntry[] => area.nav);
