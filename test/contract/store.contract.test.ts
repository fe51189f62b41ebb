import { afterEach, beforeEach, describe } from 'vitest';
import { storeEngines } from '../support/stores.js';
import { auditSpec } from './store/audit-spec.js';
import { catalogueSpec } from './store/catalogue-spec.js';
import { conversationSpec } from './store/conversation-spec.js';
import { deliverySpec } from './store/delivery-spec.js';
import { documentsSpec } from './store/documents-spec.js';
import { durabilitySpec } from './store/durability-spec.js';
import { fileSpec } from './store/file-spec.js';
import { inboxSpec } from './store/inbox-spec.js';
import { invitationSpec } from './store/invitation-spec.js';
import { isolationSpec } from './store/isolation-spec.js';
import { leadSpec } from './store/lead-spec.js';
import { linkSpec } from './store/link-spec.js';
import { mailSpec } from './store/mail-spec.js';
import { orderSpec } from './store/order-spec.js';
import { pageSpec } from './store/page-spec.js';
import { platformSpec } from './store/platform-spec.js';
import { receiptSpec } from './store/receipt-spec.js';
import { receiveSpec } from './store/receive-spec.js';
import { searchSpec } from './store/search-spec.js';
import { sessionSpec } from './store/session-spec.js';
import { StoreWorld } from './store/store-world.js';
import { teamSpec } from './store/team-spec.js';
import { turnSpec } from './store/turn-spec.js';
import { understandingSpec } from './store/understanding-spec.js';
import { whatsappSpec } from './store/whatsapp-spec.js';
import { widgetSpec } from './store/widget-spec.js';

describe.each(storeEngines)('$name is a Store', (engine) => {
  let world: StoreWorld;
  const current = (): StoreWorld => world;

  describe.runIf(engine.available)('and', () => {
    beforeEach(async () => {
      world = await StoreWorld.open(engine);
    });
    afterEach(() => world.close());

    receiveSpec(current);
    conversationSpec(current);
    turnSpec(current);
    deliverySpec(current);
    receiptSpec(current);
    orderSpec(current);
    searchSpec(current);
    pageSpec(current);
    catalogueSpec(current);
    teamSpec(current);
    auditSpec(current);
    platformSpec(current);
    inboxSpec(current);
    widgetSpec(current);
    documentsSpec(current);
    leadSpec(current);
    fileSpec(current);
    invitationSpec(current);
    sessionSpec(current);
    whatsappSpec(current);
    linkSpec(current);
    mailSpec(current);
    understandingSpec(current);
    isolationSpec(current);
    durabilitySpec(current);
  });
});
