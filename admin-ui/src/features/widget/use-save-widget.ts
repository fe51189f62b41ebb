import { useMutation, useQueryClient } from '@tanstack/react-query';
import { applied, type Edits } from '../../shared/lib/edits.js';
import { saveOver } from '../../shared/lib/save-over.js';
import type { Draft } from '../../shared/lib/use-draft.js';
import { partsOf, saveWidget, type WidgetParts, type WidgetSettings, widgetQuery } from './data.js';

/** The address takes all of it at once: what others saved beside it stays, mine goes over it. */
export const useSaveWidget = (saved: WidgetSettings, draft: Draft<WidgetParts>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (edits: Edits<WidgetParts>) =>
      saveOver({
        saved,
        edits,
        parts: partsOf,
        put: (over) => saveWidget(applied(partsOf(over), edits), over.version),
        reread: () => client.fetchQuery({ ...widgetQuery, staleTime: 0 }),
      }),
    onSuccess: async (settings, edits) => {
      client.setQueryData(widgetQuery.queryKey, settings);
      draft.saved(edits);
      await client.invalidateQueries({ queryKey: ['onboarding'] });
    },
  });
};
