import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { platformWords } from '../../shared/i18n/platform.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { PasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import { createTenant } from './data.js';

const blank = { name: '', currency: 'AED', email: '', adminName: '', password: '', activate: true };

const useCreate = (onDone: () => void) => {
  const t = useText(platformWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, currency, email, adminName, password, activate }: typeof blank) =>
      createTenant({
        name,
        currency: currency.toUpperCase(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        activate,
        admin: { email, name: adminName, password },
      }),
    onSuccess: async ({ name }) => {
      toastDone(t.created(name));
      await client.invalidateQueries({ queryKey: ['admin-tenants'] });
      onDone();
    },
  });
};

const NewTenantForm = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(platformWords);
  const common = useText(uiWords);
  const create = useCreate(onClose);
  const form = useForm({ initialValues: blank });
  const errors = fieldErrorsOf(create.error);
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack>
        <Text c="dimmed" size="sm">
          {t.createText}
        </Text>
        <TextInput
          label={t.businessName}
          required
          {...form.getInputProps('name')}
          error={errors['name']}
          data-autofocus
        />
        <TextInput
          label={t.currency}
          required
          maxLength={3}
          {...form.getInputProps('currency')}
          error={errors['currency']}
        />
        <TextInput label={t.adminName} required {...form.getInputProps('adminName')} error={errors['admin.name']} />
        <TextInput
          label={t.adminEmail}
          type="email"
          required
          {...form.getInputProps('email')}
          error={errors['admin.email']}
        />
        <PasswordField
          label={t.adminPassword}
          autoComplete="new-password"
          required
          {...form.getInputProps('password')}
          error={errors['admin.password']}
        />
        <Checkbox label={t.activateNow} {...form.getInputProps('activate', { type: 'checkbox' })} />
        <ProblemAlert error={create.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const NewTenantDialog = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(platformWords);
  const common = useText(uiWords);
  return (
    <Modal opened={opened} onClose={onClose} title={t.create} closeButtonProps={{ 'aria-label': common.close }}>
      <NewTenantForm onClose={onClose} />
    </Modal>
  );
};
