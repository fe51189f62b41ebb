import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Page } from '../../shared/api/types.js';
import { toastProblem } from '../../shared/ui/toast.js';
import { changeLead, type Lead, type LeadFields, leadQuery } from './data.js';

type Pages = InfiniteData<Page<Lead>>;

const patched = (lead: Lead, fields: LeadFields): Lead => ({
  ...lead,
  status: fields.status ?? lead.status,
  assignee: fields.assignee === undefined ? lead.assignee : (fields.assignee as Lead['assignee']),
});

const withLead = (pages: Pages | undefined, next: Lead): Pages | undefined =>
  pages && {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.map((each) => (each.id === next.id ? next : each)),
    })),
  };

/** Status and assignee change on the screen at once, and go back with a reason when the server refuses. */
export const useChangeLead = () => {
  const client = useQueryClient();
  const show = (lead: Lead): void => {
    client.setQueriesData<Pages>({ queryKey: ['leads', 'pages'] }, (pages) => withLead(pages, lead));
    client.setQueryData(leadQuery(lead.id).queryKey, lead);
  };
  return useMutation({
    mutationFn: ({ lead, fields }: { lead: Lead; fields: LeadFields }) => changeLead(lead, fields),
    onMutate: ({ lead, fields }) => show(patched(lead, fields)),
    onSuccess: show,
    onError: (error, { lead }) => {
      show(lead);
      toastProblem(error);
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['leads'] });
      await client.invalidateQueries({ queryKey: ['lead'] });
    },
  });
};
