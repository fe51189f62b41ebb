import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { type ChannelForm, type SettingsSchemas, settingsQuery } from '../../shared/api/settings.js';
import { channelsWords } from '../../shared/i18n/channels.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { QueryState } from '../../shared/ui/query-state.js';
import type { FormValue, JsonSchema } from '../../shared/ui/schema-fields.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { toastDone } from '../../shared/ui/toast.js';
import { CloudApiGuide } from './cloud-api-guide.js';
import { addChannel, channelsQuery, typedOnly } from './data.js';

const useAdd = (onClose: () => void) => {
  const t = useText(channelsWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: addChannel,
    onSuccess: async (channel) => {
      toastDone(t.added);
      onClose();
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      if (channel.kind === 'whatsapp') await navigate({ to: `/channels/${channel.id}` });
    },
  });
};

/** What the provider calls the channel is one more field to the person. */
const keySchema = (externalKey: JsonSchema): JsonSchema => ({
  type: 'object',
  properties: { externalKey },
  required: ['externalKey'],
});

/** Some are named by us: there is nothing to type. */
const asksForKey = (form: ChannelForm): form is ChannelForm & { readonly externalKey: JsonSchema } =>
  form.externalKey !== null && form.externalKey['readOnly'] !== true;

const defaultsOf = ({ properties = {} }: JsonSchema): FormValue =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])),
  );

type FormProps = { readonly form: ChannelForm; readonly onClose: () => void };

const Fields = ({ form, onClose }: FormProps) => {
  const t = useText(channelsWords);
  const common = useText(uiWords);
  const add = useAdd(onClose);
  const [name, setName] = useState('');
  const [key, setKey] = useState<FormValue>({});
  const [settings, setSettings] = useState<FormValue>(() => defaultsOf(form.settings));
  const errors = fieldErrorsOf(add.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const externalKey = String(key['externalKey'] ?? '');
    add.mutate({ kind: form.kind, name, ...(externalKey !== '' && { externalKey }), settings: typedOnly(settings) });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t.name}
          description={t.nameHint}
          required
          dir="auto"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors['name']}
        />
        {asksForKey(form) && (
          <SchemaForm
            schema={keySchema(form.externalKey)}
            value={key}
            onChange={setKey}
            errors={errors}
            words={form.kind === 'cloud-api' ? t.fields : {}}
          />
        )}
        <SchemaForm
          schema={form.settings}
          value={settings}
          onChange={setSettings}
          errors={fieldErrorsOf(add.error, 'settings')}
          words={t.fields}
        />
        <ProblemAlert error={add.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t.connect}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Allowed or not, the person reads what is to be done next. */
const OneKind = ({ form, onClose }: FormProps) => {
  const t = useText(channelsWords);
  const settings = useQuery(settingsQuery);
  if (form.kind !== 'cloud-api') return <Fields form={form} onClose={onClose} />;
  return (
    <QueryState query={settings}>
      {({ cloudApiAllowed, slug }) =>
        cloudApiAllowed ? (
          <Stack gap="lg">
            <CloudApiGuide />
            <Fields form={form} onClose={onClose} />
          </Stack>
        ) : (
          <Alert icon={<IconLock size={18} />} title={t.notAllowedTitle}>
            {t.notAllowedText(slug)}
          </Alert>
        )
      }
    </QueryState>
  );
};

const isAddable = (form: ChannelForm): boolean => form.externalKey !== null;

const Choice = ({ forms, onClose }: { readonly forms: readonly ChannelForm[]; readonly onClose: () => void }) => {
  const t = useText(channelsWords);
  const addable = forms.filter(isAddable);
  const [kind, setKind] = useState(addable[0]?.kind ?? '');
  const chosen = addable.find((each) => each.kind === kind);
  return (
    <Stack gap="lg">
      <Radio.Group label={t.kind} value={kind} onChange={setKind}>
        <Stack gap="xs" mt="xs">
          {addable.map((form) => (
            <Radio
              key={form.kind}
              value={form.kind}
              label={t.kinds[form.kind] ?? form.title}
              description={t.about[form.kind]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {chosen !== undefined && <OneKind key={kind} form={chosen} onClose={onClose} />}
    </Stack>
  );
};

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly schemas: UseQueryResult<SettingsSchemas>;
};

export const AddDialog = ({ opened, onClose, schemas }: Props) => {
  const t = useText(channelsWords);
  const common = useText(uiWords);
  return (
    <Modal opened={opened} onClose={onClose} title={t.add} size="lg" closeButtonProps={{ 'aria-label': common.close }}>
      <QueryState query={schemas}>{({ channels }) => <Choice forms={channels} onClose={onClose} />}</QueryState>
    </Modal>
  );
};
