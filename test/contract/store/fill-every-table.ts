import { emptyProfile } from '#domain/tenancy/business-profile';
import { faceIsolation } from './isolation-face.js';
import { studioIsolation } from './isolation-studio.js';
import { keptMedia } from './media-spec.js';
import type { Business, StoreWorld } from './store-world.js';

/** Puts at least one row of both businesses into every table a tenant has rows in. */
export const fillEveryTable = async (world: StoreWorld): Promise<void> => {
  const { make, a, b } = world;
  const profile = { ...emptyProfile, phone: '+971500000009' };
  await a.store.saveTenant((await a.store.findTenant())!.with({ profile }), make.anAudit());
  for (const at of [a, b]) await fill(world, at);
};

const file = { providerMediaId: '1', mimeType: 'audio/ogg', sha256: null, fileName: null, state: 'fetching' } as const;
const voice = { type: 'media', media: 'audio', file, caption: null } as const;

const fill = async (world: StoreWorld, at: Business): Promise<void> => {
  const { make, clock } = world;
  const { fillFace } = faceIsolation(() => world);
  const studio = studioIsolation(() => world);
  const { tenantId, catalogue, team, apiKeys } = at.store;
  const { conversationId } = await world.ordered(at);
  const { customerId } = (await world.find(conversationId, at)).state;
  await world.receive(at, { content: keptMedia, isMediaKept: true });
  await fillFace({ conversationId, customerId }, at);
  await studio.fill(conversationId, make.ids.turn(), at);
  await world.receive(at, { content: voice, isMediaKept: true });
  await world.store.platform.addOneTimeLink(make.aLink({ tenantId }));
  await world.store.platform.mails.add([make.aMail({ tenantId })]);
  await catalogue.saveServices([make.aService(tenantId)], []);
  await catalogue.saveFaqs([make.aFaq(tenantId)], []);
  await team.saveMember(make.aMember(tenantId), make.anAudit());
  await team.saveRole(make.aRole(tenantId), make.anAudit());
  await apiKeys.save(make.anApiKey(tenantId), make.anAudit());
  const user = await world.store.platform.saveUser(make.aUser());
  await world.store.platform.saveSession(make.aSession(user, { tenantId }));
  const on = { tenantId, on: true, reason: '', by: null, at: clock.now(), version: 0 };
  await world.store.platform.saveKillSwitch(on, make.anAudit());
};

/** The platform's tables in which rows may be a tenant's. */
export const besideTenants = ['sessions', 'kill_switches', 'one_time_links', 'mails'] as const;
