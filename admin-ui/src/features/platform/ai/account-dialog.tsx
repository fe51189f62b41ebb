import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AiConnection, AiOverview, AiVendor } from '../../../shared/api/ai.js';
import { fieldErrorsOf } from '../../../shared/api/problem.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import type { FormValue, JsonSchema } from '../../../shared/ui/schema-fields.js';
import { SchemaForm } from '../../../shared/ui/schema-form.js';
import { toastDone } from '../../../shared/ui/toast.js';
import { aiQuery, saveAccount } from './data.js';

type Props = {
  readonly overview: AiOverview;
  /** `null`: a new one. */
  readonly account: AiConnection | null;
  readonly onClose: () => void;
};

const defaultsOf = (vendor: AiVendor | undefined): FormValue => {
  const { properties = {} } = (vendor?.settings ?? {}) as JsonSchema;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])),
  );
};

/** A name nobody has yet, so that most people need not think of one. */
const freeName = (vendor: string, { connections }: AiOverview): string => {
  const taken = new Set(connections.map(({ name }) => name));
  if (!taken.has(vendor)) return vendor;
  let number = 2;
  while (taken.has(`${vendor}-${number}`)) number += 1;
  return `${vendor}-${number}`;
};

const useAccountForm = ({ overview, account, onClose }: Props) => {
  const t = useText(aiWords);
  const client = useQueryClient();
  const first = account?.vendor ?? overview.vendors[0]?.id ?? '';
  const vendorOf = (id: string) => overview.vendors.find((each) => each.id === id);
  const [vendor, setVendor] = useState(first);
  const [name, setName] = useState(account?.name ?? freeName(first, overview));
  const [apiKey, setApiKey] = useState('');
  const [settings, setSettings] = useState<FormValue>(account?.settings ?? defaultsOf(vendorOf(first)));
  const save = useMutation({
    mutationFn: () => saveAccount({ name, vendor, settings, apiKey }),
    onSuccess: (saved) => {
      client.setQueryData(aiQuery.queryKey, saved);
      toastDone(t.accountSaved);
      onClose();
    },
  });
  const choose = (id: string): void => {
    setVendor(id);
    setName(freeName(id, overview));
    setSettings(defaultsOf(vendorOf(id)));
  };
  return { vendor, choose, name, setName, apiKey, setApiKey, settings, setSettings, save, form: vendorOf(vendor) };
};

type FormProps = ReturnType<typeof useAccountForm> & Pick<Props, 'overview' | 'account'>;

const IdentityFields = ({ overview, account, vendor, choose, name, setName, save }: FormProps) => {
  const t = useText(aiWords);
  const errors = fieldErrorsOf(save.error);
  return (
    <>
      <Select
        label={t.vendor}
        data={overview.vendors.map(({ id, title }) => ({ value: id, label: title }))}
        value={vendor}
        allowDeselect={false}
        disabled={account !== null}
        error={errors['vendor']}
        onChange={(id) => id !== null && choose(id)}
      />
      <TextInput
        label={t.name}
        description={t.nameHint}
        dir="ltr"
        required
        maxLength={32}
        disabled={account !== null}
        value={name}
        error={errors['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </>
  );
};

const KeyField = ({ account, form, apiKey, setApiKey, save }: FormProps) => {
  const t = useText(aiWords);
  const common = useText(uiWords);
  return (
    <PasswordInput
      label={t.apiKey}
      description={t.apiKeyHint}
      dir="ltr"
      autoComplete="new-password"
      required={account === null && form?.needsKey === true}
      value={apiKey}
      error={fieldErrorsOf(save.error)['apiKey']}
      visibilityToggleButtonProps={{ 'aria-label': common.showPassword }}
      onChange={(event) => setApiKey(event.currentTarget.value)}
    />
  );
};

const AccountForm = (props: Props) => {
  const t = useText(aiWords);
  const common = useText(uiWords);
  const account = { ...useAccountForm(props), overview: props.overview, account: props.account };
  const { form, settings, setSettings, save } = account;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <IdentityFields {...account} />
        <KeyField {...account} />
        <SchemaForm
          schema={(form?.settings ?? {}) as JsonSchema}
          value={settings}
          onChange={setSettings}
          errors={fieldErrorsOf(save.error, 'settings')}
          words={t.fields}
        />
        <ProblemAlert error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const AccountDialog = ({ opened, ...props }: Props & { readonly opened: boolean }) => {
  const t = useText(aiWords);
  const common = useText(uiWords);
  const title = props.account === null ? t.addAccount : t.changeAccount;
  return (
    <Modal opened={opened} onClose={props.onClose} title={title} closeButtonProps={{ 'aria-label': common.close }}>
      <AccountForm {...props} />
    </Modal>
  );
};
