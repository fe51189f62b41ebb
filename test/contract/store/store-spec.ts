import { afterEach, beforeEach, describe } from 'vitest';
import { type StoreEngine, storeEngines } from '#test/support/stores';
import { aiSpec } from './ai-spec.js';
import { assistantSpec } from './assistant-spec.js';
import { auditSpec } from './audit-spec.js';
import { catalogueSpec } from './catalogue-spec.js';
import { conversationSpec } from './conversation-spec.js';
import { deliverySpec } from './delivery-spec.js';
import { documentsSpec } from './documents-spec.js';
import { durabilitySpec } from './durability-spec.js';
import { eraseSpec } from './erase-spec.js';
import { fileSpec } from './file-spec.js';
import { functionSpec } from './function-spec.js';
import { inboxSpec } from './inbox-spec.js';
import { invitationSpec } from './invitation-spec.js';
import { isolationSpec } from './isolation-spec.js';
import { knowledgeSpec } from './knowledge-spec.js';
import { labelSpec } from './label-spec.js';
import { leadSpec } from './lead-spec.js';
import { linkSpec } from './link-spec.js';
import { mailSpec } from './mail-spec.js';
import { mediaSpec } from './media-spec.js';
import { orderSpec } from './order-spec.js';
import { pageSpec } from './page-spec.js';
import { platformSpec } from './platform-spec.js';
import { receiptSpec } from './receipt-spec.js';
import { receiveSpec } from './receive-spec.js';
import { searchSpec } from './search-spec.js';
import { sessionSpec } from './session-spec.js';
import { StoreWorld } from './store-world.js';
import { teamSpec } from './team-spec.js';
import { turnSpec } from './turn-spec.js';
import { understandingSpec } from './understanding-spec.js';
import { whatsappSpec } from './whatsapp-spec.js';
import { widgetSpec } from './widget-spec.js';
import { wishSpec } from './wish-spec.js';

const contract = (engine: StoreEngine): void => {
  let world: StoreWorld;
  const current = (): StoreWorld => world;

  const slowly = engine.testTimeoutMs === undefined ? {} : { timeout: engine.testTimeoutMs };
  describe.runIf(engine.available)('and', slowly, () => {
    beforeEach(async () => {
      world = await StoreWorld.open(engine);
    });
    afterEach(() => world.close());

    receiveSpec(current);
    mediaSpec(current);
    functionSpec(current);
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
    platformSpec(current, engine);
    inboxSpec(current);
    widgetSpec(current);
    documentsSpec(current);
    leadSpec(current);
    fileSpec(current);
    invitationSpec(current);
    sessionSpec(current, engine);
    whatsappSpec(current);
    linkSpec(current);
    mailSpec(current);
    aiSpec(current);
    knowledgeSpec(current);
    understandingSpec(current);
    isolationSpec(current);
    durabilitySpec(current);
    assistantSpec(current);
    labelSpec(current);
    wishSpec(current);
    eraseSpec(current);
  });
};

/** One file for each engine, so that they run beside each other. @throws where there is no engine of that name. */
export const storeSpec = (name: string): void => {
  const engine = storeEngines.find((each) => each.name === name);
  if (engine === undefined) throw new Error(`there is no store called ${name}`);
  describe(`'${name}' is a Store`, () => contract(engine));
};
