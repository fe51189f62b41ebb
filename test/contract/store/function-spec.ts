import { describe, expect, it } from 'vitest';
import type { FunctionCall } from '#domain/functions/function-call';
import { FunctionId } from '#domain/shared/ids';
import type { StoreWorld } from './store-world.js';

export const functionSpec = (world: () => StoreWorld): void => {
  describe('the log of functions', () => {
    it('is read newest first, page by page, for one function', async () => {
      const { a, make, clock } = world();
      const { functionCalls, tenantId } = a.store;
      const parcel = make.ids.function();
      const calls: FunctionCall[] = [];
      for (const outcome of ['answered', 'timed_out', 'bad_status']) {
        clock.advance(1_000);
        const call = make.aFunctionCall(tenantId, parcel, { outcome });
        await functionCalls.add(call, new Date(0));
        calls.unshift(call);
      }
      await functionCalls.add(make.aFunctionCall(tenantId, make.ids.function()), new Date(0));
      const first = await functionCalls.page(parcel, { after: null, limit: 2 });
      expect(first.items).toEqual(calls.slice(0, 2));
      const rest = await functionCalls.page(parcel, { after: first.next, limit: 2 });
      expect(rest).toEqual({ items: calls.slice(2), next: null });
      expect((await functionCalls.page(FunctionId('fnc_none'), { after: null, limit: 2 })).items).toEqual([]);
    });

    it('forgets what is too old, and nothing of another business', async () => {
      const { a, b, make, clock } = world();
      const parcel = make.ids.function();
      const page = { after: null, limit: 10 };
      await a.store.functionCalls.add(make.aFunctionCall(a.store.tenantId, parcel), new Date(0));
      await b.store.functionCalls.add(make.aFunctionCall(b.store.tenantId, parcel), new Date(0));
      clock.advance(60_000);
      const young = make.aFunctionCall(a.store.tenantId, parcel);
      await a.store.functionCalls.add(young, new Date(clock.now().getTime() - 1_000));
      expect((await a.store.functionCalls.page(parcel, page)).items).toEqual([young]);
      expect((await b.store.functionCalls.page(parcel, page)).items).toHaveLength(1);
    });
  });
};
