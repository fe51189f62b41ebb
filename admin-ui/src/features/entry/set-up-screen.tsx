import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { SignedIn } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { NewPasswordField, PasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { BackToSignIn, EntryCard } from './entry-card.js';
import { useRules } from './form-rules.js';
import { useEnter } from './use-enter.js';

const empty = { token: '', name: '', email: '', password: '' };

/** The first start of a server: the holder of the log's token becomes its super admin. */
export const SetUpScreen = () => {
  const t = useText(entryWords);
  const rules = useRules();
  const enter = useEnter();
  const form = useForm({
    initialValues: empty,
    validate: { token: rules.given, name: rules.given, email: rules.email, password: rules.newPassword },
  });
  const setUp = useMutation({
    mutationFn: (values: typeof empty) =>
      api.post<SignedIn>('/api/auth/setup', { ...values, token: values.token.trim() }, { anonymous: true }),
    onSuccess: (signedIn) => enter(signedIn, '/platform'),
    onError: (error) => form.setErrors(fieldErrorsOf(error)),
  });
  return (
    <EntryCard title={t.setUp.title} text={t.setUp.text} foot={<BackToSignIn />}>
      <form onSubmit={form.onSubmit((values) => setUp.mutate(values))} noValidate>
        <Stack>
          <PasswordField
            label={t.setUp.token}
            description={t.setUp.tokenHint}
            autoComplete="off"
            autoFocus
            {...form.getInputProps('token')}
          />
          <TextInput label={t.name} autoComplete="name" maxLength={120} {...form.getInputProps('name')} />
          <TextInput label={t.email} type="email" dir="ltr" autoComplete="username" {...form.getInputProps('email')} />
          <NewPasswordField label={t.password} {...form.getInputProps('password')} />
          <ProblemAlert error={setUp.error} />
          <Button type="submit" size="md" loading={setUp.isPending} fullWidth>
            {t.setUp.action}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
};
