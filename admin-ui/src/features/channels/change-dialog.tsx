import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf, isProblem } from '../../shared/api/problem.js';
import type { ChannelForm } from '../../shared/api/settings.js';
import type { Channel } from '../../shared/api/types.js';
import { channelsWords } from '../../shared/i18n/channels.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import type { FormValue } from '../../shared/ui/schema-fields.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { toastDone } from '../../shared/ui/toast.js';
import { type ChannelChange, changeChannel, channelsQuery, typedOnly } from './data.js';

type Props = { readonly of: Channel; readonly form: ChannelForm | null; readonly onClose: () => void };

const useChange = ({ of: channel, onClose }: Props) => {
  const t = useText(channelsWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ChannelChange) => changeChannel(channel, change),
    onSuccess: () => {
      toastDone(t.changed);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: channelsQuery.queryKey }),
  });
};

/** Nothing is required here: what stays empty stays as it is. */
const optional = ({ settings }: ChannelForm): ChannelForm['settings'] => ({ ...settings, required: [] });

const Form = (props: Props) => {
  const { of: channel, form } = props;
  const t = useText(channelsWords);
  const common = useText(uiWords);
  const [name, setName] = useState(channel.name);
  const [settings, setSettings] = useState<FormValue>({});
  const change = useChange(props);
  const isStale = isProblem(change.error, 'store.stale_write');
  const hasSettings = Object.keys(form?.settings.properties ?? {}).length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const typed = typedOnly(settings);
    change.mutate({ name, ...(Object.keys(typed).length > 0 && { settings: typed }) });
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
          error={fieldErrorsOf(change.error)['name']}
          data-autofocus
        />
        {form !== null && hasSettings && (
          <>
            <Text size="sm" c="dimmed">
              {t.changeText}
            </Text>
            <SchemaForm
              schema={optional(form)}
              value={settings}
              onChange={setSettings}
              errors={fieldErrorsOf(change.error, 'settings')}
              words={t.fields}
            />
          </>
        )}
        {isStale ? <Alert role="alert">{t.readAgain}</Alert> : <ProblemAlert error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const ChangeDialog = ({ opened, ...props }: Props & { readonly opened: boolean }) => {
  const t = useText(channelsWords);
  const common = useText(uiWords);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t.changeTitle}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Form {...props} />
    </Modal>
  );
};
