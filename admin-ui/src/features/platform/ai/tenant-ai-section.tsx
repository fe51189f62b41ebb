import { NumberInput, Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { TenantAi } from '../../../shared/api/ai.js';
import { fieldErrorsOf } from '../../../shared/api/problem.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { useEditor } from '../../../shared/lib/use-editor.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { QueryState } from '../../../shared/ui/query-state.js';
import { SaveBar } from '../../../shared/ui/save-bar.js';
import { Section } from '../../../shared/ui/screen.js';
import { StaleNotice } from '../../../shared/ui/stale-notice.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { ChainFields } from './chain-fields.js';
import { dollars, saveTenantAi, type TenantAiChange, tenantAiQuery } from './data.js';
import { DollarInput } from './dollar-input.js';

const ways = ['as_platform', 'own_chain', 'engine_only'] as const;

const draftOf = (saved: TenantAi | null): TenantAiChange => {
  if (saved === null) throw new Error('every tenant has settings');
  const { answers, chain, maxOutputTokens, dailyMicros, redacts } = saved;
  return { answers, chain, maxOutputTokens, dailyMicros, redacts };
};

type FieldsProps = {
  readonly saved: TenantAi;
  readonly draft: TenantAiChange;
  readonly change: (part: Partial<TenantAiChange>) => void;
  readonly errors: Readonly<Record<string, string>>;
};

const LimitFields = ({ saved, draft, change, errors }: FieldsProps) => {
  const t = useText(aiWords);
  const { limits } = saved.platform;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <DollarInput
        label={t.ownCap}
        description={t.asForAll(dollars(limits.tenantDailyMicros))}
        micros={draft.dailyMicros}
        error={errors['dailyMicros']}
        onChange={(dailyMicros) => change({ dailyMicros })}
      />
      <NumberInput
        label={t.ownTokens}
        description={t.asForAll(String(limits.maxOutputTokens))}
        dir="ltr"
        allowDecimal={false}
        value={draft.maxOutputTokens ?? ''}
        error={errors['maxOutputTokens']}
        onChange={(value) => change({ maxOutputTokens: typeof value === 'number' ? value : null })}
      />
    </SimpleGrid>
  );
};

const Fields = (props: FieldsProps) => {
  const { saved, draft, change, errors } = props;
  const t = useText(aiWords);
  const { today, platform } = saved;
  const cap = saved.dailyMicros ?? platform.limits.tenantDailyMicros;
  return (
    <>
      <Text size="sm">{t.today(dollars(today.spentMicros + today.reservedMicros), dollars(cap))}</Text>
      <Radio.Group
        label={t.answers}
        value={draft.answers}
        error={errors['chain']}
        onChange={(answers) => change({ answers: answers as TenantAiChange['answers'] })}
      >
        <Stack gap="xs" mt="xs">
          {ways.map((way) => (
            <Radio key={way} value={way} label={t.answerWays[way]} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.answers === 'own_chain' && (
        <ChainFields
          chain={draft.chain}
          prices={platform.prices}
          errors={errors}
          onChange={(chain) => change({ chain })}
        />
      )}
      <Switch
        label={t.redacts}
        checked={draft.redacts}
        onChange={(event) => change({ redacts: event.currentTarget.checked })}
      />
      <LimitFields {...props} />
    </>
  );
};

const Editor = ({ tenantId, saved }: { readonly tenantId: string; readonly saved: TenantAi }) => {
  const t = useText(aiWords);
  const client = useQueryClient();
  const { queryKey } = tenantAiQuery(tenantId);
  const editor = useEditor<TenantAi, TenantAiChange>({
    saved,
    draftOf,
    save: (draft, version) => saveTenantAi(tenantId, draft, version),
    onSaved: (next) => {
      client.setQueryData(queryKey, next);
      toastDone(t.saved);
    },
    refresh: () => client.invalidateQueries({ queryKey }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    editor.submit();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {editor.isStale && <StaleNotice onSaveOver={editor.saveOver} onReadTheirs={editor.readTheirs} />}
        <Fields saved={saved} draft={editor.draft} change={editor.change} errors={fieldErrorsOf(editor.error)} />
        <ProblemAlert error={editor.error} />
        <SaveBar isChanged={editor.isChanged} isSaving={editor.isSaving} />
      </Stack>
    </form>
  );
};

/** What one tenant has of its own: models, limits, privacy. */
export const TenantAiSection = ({ tenantId }: { readonly tenantId: string }) => {
  const t = useText(aiWords);
  const query = useQuery(tenantAiQuery(tenantId));
  return (
    <Section title={t.tenant} text={t.tenantText}>
      <QueryState query={query}>{(saved) => <Editor tenantId={tenantId} saved={saved} />}</QueryState>
    </Section>
  );
};
