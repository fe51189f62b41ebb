import type { TenantCollection, TenantRows } from '#adapters/store/mongo/rows';
import type { Collection } from './collection.js';
import { conversationCollections } from './conversation-collections.js';
import { faceCollections } from './face-collections.js';
import { keyCollections } from './key-collections.js';
import { knowledgeCollections } from './knowledge-collections.js';
import { messageCollections } from './message-collections.js';
import { studioCollections } from './studio-collections.js';
import { teamCollections } from './team-collections.js';

/** Every collection of tenants. */
export const tenantCollections: { readonly [Name in TenantCollection]: Collection<TenantRows[Name]> } = {
  ...teamCollections,
  ...conversationCollections,
  ...messageCollections,
  ...faceCollections,
  ...knowledgeCollections,
  ...studioCollections,
  ...keyCollections,
};

export const tenantCollectionNames = Object.keys(tenantCollections) as readonly TenantCollection[];
