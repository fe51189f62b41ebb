import { List, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { AiOverview } from '../../../shared/api/ai.js';
import { fieldErrorsOf } from '../../../shared/api/problem.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { useEditor } from '../../../shared/lib/use-editor.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { QueryState } from '../../../shared/ui/query-state.js';
import { SaveBar } from '../../../shared/ui/save-bar.js';
import { Screen, Section } from '../../../shared/ui/screen.js';
import { StaleNotice } from '../../../shared/ui/stale-notice.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { AccountsSection } from './accounts-section.js';
import { ChainFields } from './chain-fields.js';
import { aiQuery, type Policy, savePolicy } from './data.js';
import { HelpersSection, LimitsSection } from './limits-section.js';
import { ModelsSection, type PartProps } from './models-section.js';

const draftOf = (saved: AiOverview | null): Policy => {
  if (saved === null) throw new Error('the policy is always there');
  const { chain, prices, limits, embedder, transcriber } = saved;
  return { chain, prices, limits, embedder, transcriber };
};

const ChainSection = ({ draft, change, errors }: PartProps) => {
  const t = useText(aiWords);
  return (
    <Section title={t.chain} text={t.chainText}>
      <Stack>
        {draft.chain.length === 0 && <Text>{t.chainEmpty}</Text>}
        <ChainFields
          chain={draft.chain}
          prices={draft.prices}
          errors={errors}
          onChange={(chain) => change({ chain })}
          onPrice={({ connection, model }) =>
            change({
              prices: [...draft.prices, { connection, model, inputMicros: null, outputMicros: null, enteredAt: null }],
            })
          }
        />
        <List size="sm" c="dimmed">
          <List.Item>{t.thenEngine}</List.Item>
          <List.Item>{t.thenPerson}</List.Item>
        </List>
      </Stack>
    </Section>
  );
};

const Policies = ({ overview }: { readonly overview: AiOverview }) => {
  const t = useText(aiWords);
  const client = useQueryClient();
  const editor = useEditor<AiOverview, Policy>({
    saved: overview,
    draftOf,
    save: savePolicy,
    onSaved: (saved) => {
      client.setQueryData(aiQuery.queryKey, saved);
      toastDone(t.saved);
    },
    refresh: () => client.invalidateQueries({ queryKey: aiQuery.queryKey }),
  });
  const parts: PartProps = {
    overview,
    draft: editor.draft,
    change: editor.change,
    errors: fieldErrorsOf(editor.error),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    editor.submit();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <ModelsSection {...parts} />
        <ChainSection {...parts} />
        <LimitsSection {...parts} />
        <HelpersSection {...parts} />
        <ProblemAlert error={editor.error} />
        <SaveBar isChanged={editor.isChanged} isSaving={editor.isSaving} />
      </Stack>
    </form>
  );
};

export const AiScreen = () => {
  const t = useText(aiWords);
  const query = useQuery(aiQuery);
  return (
    <Screen title={t.title} text={t.text}>
      <QueryState query={query}>
        {(overview) => (
          <Stack>
            <AccountsSection overview={overview} />
            <Policies overview={overview} />
          </Stack>
        )}
      </QueryState>
    </Screen>
  );
};
