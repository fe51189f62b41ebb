import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../../shared/api/client.js';
import { isProblem } from '../../../shared/api/problem.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { erasingWords } from '../../../shared/i18n/erasing.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { cardQuery, listKey } from '../data/queries.js';
import type { Details } from '../data/types.js';
import { useOwnId } from '../data/use-own-id.js';
import { changeDraft } from '../model/drafts.js';
import { withoutCustomer } from '../model/erased.js';
import type { ListData } from '../model/list-cache.js';
import { outbox } from '../model/outbox.js';

/** A second try, after an answer that got lost, finds nobody: that is what was wanted. */
const erase = async (customerId: string): Promise<void> => {
  try {
    await api.delete(`/api/v1/customers/${customerId}`);
  } catch (error) {
    if (!isProblem(error, 'resource.not_found')) throw error;
  }
};

const conversationsOf = (client: QueryClient, { conversation, customer }: Details): ReadonlySet<string> => {
  const card = client.getQueryData(cardQuery(conversation.id, customer.id).queryKey);
  return new Set([conversation.id, ...(card?.conversations ?? []).map(({ id }) => id)]);
};

/** Erases them on the server, and then what this browser holds of them: rows, words that were read, words that were typed. */
export const useErase = (details: Details): (() => Promise<void>) => {
  const t = useText(erasingWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useOwnId();
  return async () => {
    const { customer } = details;
    const conversations = conversationsOf(client, details);
    await erase(customer.id);
    client.setQueriesData<ListData>({ queryKey: listKey }, (data) => data && withoutCustomer(data, customer.id));
    await navigate({ to: '/inbox', search: (before: object) => ({ ...before, at: undefined }) });
    for (const id of conversations) {
      changeDraft(`${me}:${id}`, { reply: '', note: '' });
      outbox.clear(`${me}:${id}`);
    }
    client.removeQueries({ type: 'inactive' });
    toastDone(t.done);
    void client.invalidateQueries();
  };
};
