import { readableText } from '#domain/conversation/message-content';
import { type Business, everyPage } from '../../../contract/store/store-world.js';
import { byId, type Seen, sorted } from './model.js';

/** Two at a time, so that every list has cursors. */
const two = (after: string | null) => ({ after, limit: 2 });

/** All that a business sees, by the lists it sees it through. */
export const seenBy = async ({ store }: Business): Promise<Seen> => {
  const { conversations, messages, orders, catalogue, leads } = store;
  const summaries = await everyPage((after) => conversations.page({}, two(after), null));
  const talks = await Promise.all(
    summaries.map(async ({ conversation: { state }, customer }) => ({
      conversationId: state.id,
      texts: (await messages.since(state.id, 0, 100)).map(({ content }) => readableText(content)),
      notes: (await conversations.notes(state.id)).map(({ text }) => text),
      tags: state.tags,
      isAssigned: state.assignee !== null,
      remark: customer.remark,
    })),
  );
  const [allOrders, allServices, allLeads] = [
    await everyPage((after) => orders.page({}, two(after))),
    await everyPage((after) => catalogue.pageServices(two(after))),
    await everyPage((after) => leads.page({}, two(after))),
  ];
  return {
    talks: byId(talks),
    orders: sorted(allOrders.map(({ state }) => [state.id, state.status])),
    services: sorted(allServices.map(({ id, name }) => [id, name.en ?? ''])),
    leads: sorted(allLeads.map(({ id, status }) => [id, status])),
    tags: [...(await conversations.tags())].sort(),
    found: (await everyPage((after) => messages.search('hello', { after, limit: 5 }))).length,
  };
};
