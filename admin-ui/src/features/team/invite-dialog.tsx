import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { teamWords } from '../../shared/i18n/team.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import { invitationsQuery, invite, rolesQuery } from './data.js';
import { useRoleName } from './role-name.js';

type Props = { readonly onClose: () => void };

const useInvite = (onDone: () => void) => {
  const t = useText(teamWords);
  const language = useLanguage();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (values: { email: string; name: string; role: string }) => invite({ ...values, language }),
    onSuccess: async ({ email }) => {
      toastDone(t.sent(email));
      await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
      onDone();
    },
  });
};

const InviteForm = ({ onClose }: Props) => {
  const t = useText(teamWords);
  const common = useText(uiWords);
  const roleName = useRoleName();
  const { data } = useQuery(rolesQuery);
  const send = useInvite(onClose);
  const form = useForm({ initialValues: { name: '', email: '', role: 'agent' } });
  const errors = fieldErrorsOf(send.error);
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values))}>
      <Stack>
        <Text c="dimmed" size="sm">
          {t.inviteText}
        </Text>
        <TextInput
          label={t.name}
          required
          maxLength={120}
          {...form.getInputProps('name')}
          error={errors['name']}
          data-autofocus
        />
        <TextInput
          label={t.email}
          type="email"
          dir="ltr"
          required
          {...form.getInputProps('email')}
          error={errors['email']}
        />
        <Select
          label={t.role}
          allowDeselect={false}
          data={(data?.items ?? []).map((role) => ({ value: role.id, label: roleName(role) }))}
          {...form.getInputProps('role')}
          error={errors['role']}
        />
        <ProblemAlert error={send.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const InviteDialog = ({ opened, onClose }: Props & { readonly opened: boolean }) => {
  const t = useText(teamWords);
  const common = useText(uiWords);
  return (
    <Modal opened={opened} onClose={onClose} title={t.invite} closeButtonProps={{ 'aria-label': common.close }}>
      <InviteForm onClose={onClose} />
    </Modal>
  );
};
