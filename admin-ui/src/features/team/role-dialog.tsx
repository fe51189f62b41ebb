import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { Permission, Role } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { permissionWords } from '../../shared/i18n/permissions.js';
import { teamWords } from '../../shared/i18n/team.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import { grantable, rolesQuery, saveRole } from './data.js';

type Props = { readonly of: Role | null; readonly onClose: () => void };

const useSave = ({ of: role, onClose }: Props) => {
  const t = useText(teamWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draft: { name: string; permissions: Permission[] }) => saveRole(role, draft),
    onSuccess: async () => {
      toastDone(t.roleSaved);
      await client.invalidateQueries({ queryKey: rolesQuery.queryKey });
      onClose();
    },
  });
};

const RoleForm = (props: Props) => {
  const t = useText(teamWords);
  const may = useText(permissionWords);
  const common = useText(uiWords);
  const save = useSave(props);
  const form = useForm({
    initialValues: { name: props.of?.name ?? '', permissions: [...(props.of?.permissions ?? [])] },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <TextInput
          label={t.roleName}
          required
          maxLength={60}
          {...form.getInputProps('name')}
          error={fieldErrorsOf(save.error)['name']}
          data-autofocus
        />
        <Checkbox.Group label={t.may} {...form.getInputProps('permissions')}>
          <Stack gap="xs" mt="xs">
            {grantable.map((permission) => (
              <Checkbox key={permission} value={permission} label={may[permission]} />
            ))}
          </Stack>
        </Checkbox.Group>
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

export const RoleDialog = ({ opened, ...props }: Props & { readonly opened: boolean }) => {
  const t = useText(teamWords);
  const common = useText(uiWords);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.of === null ? t.newRole : t.editRole}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <RoleForm {...props} />
    </Modal>
  );
};
