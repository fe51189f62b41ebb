import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { isEnough, strengthOf } from '../../shared/lib/password-strength.js';
import { NewPasswordField, PasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { Section } from '../../shared/ui/screen.js';
import { toastDone } from '../../shared/ui/toast.js';

const empty = { currentPassword: '', newPassword: '' };

export const PasswordSection = () => {
  const t = useText(accountWords).password;
  const { required } = useText(uiWords);
  const client = useQueryClient();
  const form = useForm({
    initialValues: empty,
    validate: {
      currentPassword: (value) => (value === '' ? required : null),
      // What is wrong with it stands below the field already.
      newPassword: (value) => !isEnough(strengthOf(value)),
    },
  });
  const change = useMutation({
    mutationFn: (values: typeof empty) => api.post('/api/auth/password', values),
    onSuccess: () => {
      form.reset();
      toastDone(t.done);
      void client.invalidateQueries({ queryKey: ['sessions'] });
    },
    onError: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <Section title={t.title} text={t.text}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))} noValidate>
        <Stack>
          <PasswordField label={t.current} autoComplete="current-password" {...form.getInputProps('currentPassword')} />
          <NewPasswordField label={t.next} {...form.getInputProps('newPassword')} />
          <ProblemAlert error={change.error} />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
};
