import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { useMay } from '../../../shared/api/me.js';
import { fieldErrorsOf, isProblem } from '../../../shared/api/problem.js';
import type { Customer } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { cardWords } from '../../../shared/i18n/inbox-card.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { conversationKey } from '../data/queries.js';
import { patchConversation } from '../data/use-live-list.js';
import { useOwnId } from '../data/use-own-id.js';
import { type CardFields, changesOf, fieldsOf } from '../model/card-form.js';
import classes from './card-pane.module.css';

type Props = { readonly customer: Customer; readonly conversationId: string };

const useSave = ({ customer, conversationId }: Props, onSaved: () => void) => {
  const t = useText(cardWords);
  const client = useQueryClient();
  const me = useOwnId();
  return useMutation({
    mutationFn: (typed: CardFields) =>
      api.patch<Customer>(`/api/v1/customers/${customer.id}`, {
        version: customer.version,
        ...changesOf(customer, typed),
      }),
    onSuccess: (saved) => {
      patchConversation(client, me, conversationId, (before) => ({ ...before, customer: saved }));
      onSaved();
      toastDone(t.saved);
    },
    // After a colleague's change the newest card is read; what was typed stays and can be saved over it.
    onError: () => client.invalidateQueries({ queryKey: conversationKey(conversationId), exact: true }),
  });
};

type FieldsProps = {
  readonly shown: CardFields;
  readonly errors: Readonly<Record<string, string>>;
  readonly mayWrite: boolean;
  readonly onChange: (change: Partial<CardFields>) => void;
};

const lines = [
  ['name', 'text', 120],
  ['email', 'email', 254],
  ['phone', 'tel', 32],
] as const;

const Fields = ({ shown, errors, mayWrite, onChange }: FieldsProps) => {
  const t = useText(cardWords);
  const ui = useText(uiWords);
  return (
    <>
      {lines.map(([key, type, maxLength]) => (
        <TextInput
          key={key}
          size="sm"
          label={t[key]}
          type={type}
          value={shown[key]}
          maxLength={maxLength}
          readOnly={!mayWrite}
          dir={type === 'text' ? 'auto' : 'ltr'}
          autoComplete="off"
          error={errors[key]}
          onChange={(event) => onChange({ [key]: event.currentTarget.value })}
        />
      ))}
      <Select
        size="sm"
        label={t.language}
        placeholder={t.noLanguage}
        clearable={mayWrite}
        readOnly={!mayWrite}
        data={[
          { value: 'en', label: ui.english },
          { value: 'ar', label: ui.arabic },
        ]}
        value={shown.language === '' ? null : shown.language}
        onChange={(language) => onChange({ language: language === 'en' || language === 'ar' ? language : '' })}
      />
    </>
  );
};

const Remark = ({ shown, errors, mayWrite, onChange }: FieldsProps) => {
  const t = useText(cardWords);
  return (
    <Textarea
      size="sm"
      label={t.remark}
      placeholder={t.remarkHint}
      value={shown.remark}
      maxLength={2_000}
      readOnly={!mayWrite}
      autosize
      minRows={2}
      maxRows={8}
      dir="auto"
      error={errors['remark']}
      onChange={(event) => onChange({ remark: event.currentTarget.value })}
    />
  );
};

const Refusal = ({ error }: { readonly error: unknown }) => {
  const t = useText(cardWords);
  if (isProblem(error, 'store.stale_write'))
    return (
      <p role="alert" className={classes['stale']}>
        {t.stale}
      </p>
    );
  return Object.keys(fieldErrorsOf(error)).length === 0 ? <ProblemAlert error={error} /> : null;
};

export const CustomerForm = (props: Props) => {
  const { customer } = props;
  const t = useText(cardWords);
  const ui = useText(uiWords);
  const mayWrite = useMay('conversations.reply');
  const [typed, setTyped] = useState<CardFields | null>(null);
  const save = useSave(props, () => setTyped(null));
  const shown = typed ?? fieldsOf(customer);
  const isChanged = typed !== null && Object.keys(changesOf(customer, typed)).length > 0;
  const onChange = (change: Partial<CardFields>): void => setTyped({ ...shown, ...change });
  const fields = { shown, errors: fieldErrorsOf(save.error), mayWrite, onChange };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(shown);
      }}
    >
      <Stack gap="xs">
        <Fields {...fields} />
        <Remark {...fields} />
        <Refusal error={save.error} />
        {isChanged && (
          <Group gap="xs" justify="flex-end">
            <Button size="xs" variant="default" onClick={() => setTyped(null)}>
              {ui.cancel}
            </Button>
            <Button size="xs" type="submit" loading={save.isPending}>
              {t.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
};
