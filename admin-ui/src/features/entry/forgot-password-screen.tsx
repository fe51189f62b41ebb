import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { BackToSignIn, EntryCard } from './entry-card.js';
import { useRules } from './form-rules.js';

export const ForgotPasswordScreen = () => {
  const t = useText(entryWords);
  const language = useLanguage();
  const rules = useRules();
  const form = useForm({ initialValues: { email: '' }, validate: { email: rules.email } });
  const ask = useMutation({
    mutationFn: (body: { readonly email: string }) =>
      api.post('/api/auth/password/forgot', { ...body, language }, { anonymous: true }),
  });
  if (ask.isSuccess)
    return (
      <EntryCard title={t.forgot.sentTitle} text={t.forgot.sent(ask.variables.email)} foot={<BackToSignIn />}>
        <Button variant="light" fullWidth onClick={() => ask.reset()}>
          {t.forgot.again}
        </Button>
      </EntryCard>
    );
  return (
    <EntryCard title={t.forgot.title} text={t.forgot.text} foot={<BackToSignIn />}>
      <form onSubmit={form.onSubmit((values) => ask.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t.email}
            type="email"
            dir="ltr"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <ProblemAlert error={ask.error} />
          <Button type="submit" size="md" loading={ask.isPending} fullWidth>
            {t.forgot.action}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
};
