import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { IssuedApiKey } from '../../shared/api/types.js';
import { apiKeyWords } from '../../shared/i18n/api-keys.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { permissionWords } from '../../shared/i18n/permissions.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { apiKeysQuery, createKey, type Scope, scopes } from './data.js';

type Props = { readonly onClose: () => void; readonly onIssued: (issued: IssuedApiKey) => void };

const blank = { name: '', scopes: ['chat.send'] as Scope[], rate: '' as number | '', expires: '' };

const useCreate = (onIssued: Props['onIssued']) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, scopes: chosen, rate, expires }: typeof blank) =>
      createKey({
        name: name.trim(),
        scopes: chosen,
        ratePerMinute: rate === '' ? null : rate,
        expiresAt: expires === '' ? null : new Date(`${expires}T23:59:59`).toISOString(),
      }),
    onSuccess: async (issued) => {
      await client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
      onIssued(issued);
    },
  });
};

const NewKeyForm = ({ onClose, onIssued }: Props) => {
  const t = useText(apiKeyWords);
  const may = useText(permissionWords);
  const common = useText(uiWords);
  const create = useCreate(onIssued);
  const form = useForm({ initialValues: blank });
  const errors = fieldErrorsOf(create.error);
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack>
        <TextInput
          label={t.name}
          required
          maxLength={120}
          {...form.getInputProps('name')}
          error={errors['name']}
          data-autofocus
        />
        <Checkbox.Group label={t.scopes} {...form.getInputProps('scopes')} error={errors['scopes']}>
          <Stack gap="xs" mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={may[scope]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NumberInput
          label={t.rate}
          description={t.rateHint}
          min={1}
          max={100_000}
          {...form.getInputProps('rate')}
          error={errors['ratePerMinute']}
        />
        <TextInput
          type="date"
          label={t.expires}
          description={t.expiresHint}
          {...form.getInputProps('expires')}
          error={errors['expiresAt']}
        />
        <ProblemAlert error={create.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={form.values.scopes.length === 0}>
            {t.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const NewKeyDialog = ({ opened, ...props }: Props & { readonly opened: boolean }) => {
  const t = useText(apiKeyWords);
  const common = useText(uiWords);
  return (
    <Modal opened={opened} onClose={props.onClose} title={t.create} closeButtonProps={{ 'aria-label': common.close }}>
      <NewKeyForm {...props} />
    </Modal>
  );
};
