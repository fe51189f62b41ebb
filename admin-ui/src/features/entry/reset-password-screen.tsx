import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../shared/api/client.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { NewPasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { BackToSignIn, EntryCard, IncompleteLink } from './entry-card.js';
import { useRules } from './form-rules.js';
import { useMailToken } from './mail-token.js';

const ResetForm = ({ token }: { readonly token: string }) => {
  const t = useText(entryWords);
  const rules = useRules();
  const form = useForm({ initialValues: { newPassword: '' }, validate: { newPassword: rules.newPassword } });
  const reset = useMutation({
    mutationFn: (body: { readonly newPassword: string }) =>
      api.post('/api/auth/password/reset', { token, ...body }, { anonymous: true }),
  });
  if (reset.isSuccess)
    return (
      <EntryCard title={t.reset.doneTitle} text={t.reset.done}>
        <Button component={Link} to="/sign-in" size="md" fullWidth>
          {t.signIn.action}
        </Button>
      </EntryCard>
    );
  return (
    <EntryCard title={t.reset.title} text={t.reset.text} foot={<BackToSignIn />}>
      <form onSubmit={form.onSubmit((values) => reset.mutate(values))} noValidate>
        <Stack>
          <NewPasswordField label={t.newPassword} autoFocus {...form.getInputProps('newPassword')} />
          <ProblemAlert error={reset.error} />
          <Button type="submit" size="md" loading={reset.isPending} fullWidth>
            {t.reset.action}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
};

export const ResetPasswordScreen = () => {
  const token = useMailToken();
  return token === null ? <IncompleteLink /> : <ResetForm token={token} />;
};
