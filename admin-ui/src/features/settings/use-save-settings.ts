import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { meQuery } from '../../shared/api/me.js';
import { settingsQuery } from '../../shared/api/settings.js';
import type { Tenant } from '../../shared/api/types.js';
import { saveOver } from '../../shared/lib/save-over.js';
import type { Draft } from '../../shared/lib/use-draft.js';
import { partsOf, type SettingsParts } from './parts.js';

/** Sends only what was changed, over the newest version. */
export const useSaveSettings = (saved: Tenant, draft: Draft<SettingsParts>) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ changed, edits }: Pick<Draft<SettingsParts>, 'changed' | 'edits'>) =>
      saveOver({
        saved,
        edits,
        parts: partsOf,
        put: ({ version }) => api.put<Tenant>('/api/v1/settings', { version, ...changed }),
        reread: () => client.fetchQuery({ ...settingsQuery, staleTime: 0 }),
      }),
    onSuccess: async (tenant, { edits }) => {
      client.setQueryData(settingsQuery.queryKey, tenant);
      draft.saved(edits);
      // The name and the time zone stand all over the panel.
      await Promise.all(
        [meQuery.queryKey, ['onboarding'], ['widget']].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
  });
};
