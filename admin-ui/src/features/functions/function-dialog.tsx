import {
  Button,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { TenantFunction } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { functionWords } from '../../shared/i18n/functions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import { draftOf, type FunctionDraft, functionsQuery, isJson, saveFunction } from './data.js';
import { ParameterFields } from './parameter-fields.js';
import { ResultFields } from './result-fields.js';

type Props = { readonly edited: TenantFunction | null; readonly onClose: () => void };
type PartProps = {
  readonly form: UseFormReturnType<FunctionDraft>;
  readonly errors: Readonly<Record<string, string>>;
  readonly hasSecret: boolean;
};

/** Where it is and when to ask it. */
const Place = ({ form, errors, hasSecret }: PartProps) => {
  const t = useText(functionWords);
  const field = (name: keyof FunctionDraft) => ({ ...form.getInputProps(name), error: errors[name] });
  return (
    <>
      <TextInput label={t.name} required maxLength={60} {...field('name')} data-autofocus />
      <Textarea
        label={t.description}
        description={t.descriptionHint}
        required
        autosize
        maxLength={300}
        {...field('description')}
      />
      <TagsInput label={t.examples} description={t.examplesHint} maxTags={20} {...field('examples')} />
      <TextInput
        type="url"
        dir="ltr"
        label={t.url}
        description={t.urlHint}
        required
        maxLength={1_000}
        {...field('url')}
      />
      <Group grow align="flex-start">
        <Select label={t.method} data={['GET', 'POST']} allowDeselect={false} {...field('method')} />
        <NumberInput label={t.timeout} min={500} max={8_000} step={500} {...field('timeoutMs')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput dir="ltr" label={t.secretHeader} maxLength={40} {...field('secretHeader')} />
        <PasswordInput
          label={t.secret}
          description={hasSecret ? t.secretKept : t.secretHint}
          autoComplete="new-password"
          maxLength={1_000}
          {...field('secret')}
        />
      </Group>
    </>
  );
};

/** Which of the two lists can be saved as they stand. */
type Ready = { readonly parameters: boolean; readonly fields: boolean };

/** The first fault of a part, wherever in it: what is written as one text has one place to say so. */
const faultIn = (part: string, errors: PartProps['errors']): string | undefined =>
  Object.entries(errors).find(([path]) => path === part || path.startsWith(`${part}.`))?.[1];

/** What it needs to know, what is read of its answer, and what is said. */
const Words = ({ form, errors, onReady }: PartProps & { readonly onReady: (part: Partial<Ready>) => void }) => {
  const t = useText(functionWords);
  return (
    <>
      <ParameterFields
        value={form.values.parameters}
        onChange={(parameters) => form.setFieldValue('parameters', parameters)}
        onReady={(isReady) => onReady({ parameters: isReady })}
        error={faultIn('parameters', errors)}
      />
      <ResultFields
        value={form.values.fields}
        template={form.values.template}
        onChange={(fields) => form.setFieldValue('fields', fields)}
        onReady={(isReady) => onReady({ fields: isReady })}
        error={faultIn('fields', errors)}
      />
      <LocalizedInput
        label={t.template}
        description={t.templateHint}
        required
        multiline
        maxLength={500}
        value={form.values.template}
        onChange={(template) => form.setFieldValue('template', template)}
        error={faultIn('template', errors)}
      />
    </>
  );
};

const FunctionForm = ({ edited, onClose }: Props) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  const client = useQueryClient();
  const form = useForm<FunctionDraft>({ initialValues: draftOf(edited) });
  const save = useMutation({
    mutationFn: (draft: FunctionDraft) => saveFunction(edited, draft),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: functionsQuery.queryKey });
      toastDone(t.saved);
      onClose();
    },
  });
  const [ready, setReady] = useState<Ready>({ parameters: true, fields: true });
  const parts = { form, errors: fieldErrorsOf(save.error), hasSecret: edited?.hasSecret === true };
  const isReadable = ready.parameters && ready.fields && isJson(form.values.parameters) && isJson(form.values.fields);
  return (
    <form onSubmit={form.onSubmit((draft) => save.mutate(draft))}>
      <Stack>
        <Place {...parts} />
        <Words {...parts} onReady={(part) => setReady((before) => ({ ...before, ...part }))} />
        <ProblemAlert error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!isReadable}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** @param props.edited `null` makes a new one. */
export const FunctionDialog = ({ opened, ...props }: Props & { readonly opened: boolean }) => {
  const t = useText(functionWords);
  const common = useText(uiWords);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.edited?.name ?? t.create}
      size="lg"
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <FunctionForm key={props.edited?.id ?? 'new'} {...props} />
    </Modal>
  );
};
