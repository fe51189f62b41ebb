import { afterEach, beforeEach, expect, it } from 'vitest';
import { trainingMaterial, trainingMaterialOf } from '#application/assistants/training-material';
import { defaultAssistantId, firstVersionId } from '#domain/shared/ids';
import { configOfSettings } from '#domain/studio/assistant-config';
import { defaultAssistantSettings } from '#domain/tenancy/assistant-settings';
import { StoreWorld } from '../contract/store/store-world.js';
import { storeEngines } from '../support/stores.js';

let world: StoreWorld;
beforeEach(async () => {
  const [engine] = storeEngines;
  if (engine === undefined) throw new Error('there is no store to test on');
  world = await StoreWorld.open(engine);
});
afterEach(() => world.close());

it('is what live assistants were taught, and of a draft only when that is asked for', async () => {
  const { make, a } = world;
  const { tenantId, assistants } = a.store;
  const intents = [{ name: 'people', phrases: ['somebody real'], target: { do: 'hand_over' } }] as const;
  const synonyms = [{ word: 'rubdown', means: 'massage' }];
  const config = { ...configOfSettings(defaultAssistantSettings), intents, synonyms };
  const draft = await assistants.saveVersion(make.aVersion(tenantId, { config }), make.anAudit());
  expect(await trainingMaterial(a.store)).toEqual([
    {
      assistantId: defaultAssistantId(tenantId),
      versionId: firstVersionId(tenantId),
      languages: ['en', 'ar'],
      intents: [],
      synonyms: [],
    },
  ]);
  expect(await trainingMaterialOf(a.store, draft.state.id)).toMatchObject({ intents, synonyms });
  expect(await trainingMaterialOf(world.b.store, draft.state.id)).toBeNull();
});
