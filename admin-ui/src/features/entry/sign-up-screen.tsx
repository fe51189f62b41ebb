import { Alert, Anchor, Button, List, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../shared/api/client.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { SignedIn } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { NewPasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { EntryCard } from './entry-card.js';
import { useRules } from './form-rules.js';
import { guessCurrency } from './guess-place.js';
import { PlaceFields } from './place-fields.js';
import { startQuery } from './start.js';
import { useEnter } from './use-enter.js';

const here = () => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, currency: guessCurrency(timeZone, navigator.languages) };
};

type Values = {
  readonly businessName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly currency: string;
  readonly timeZone: string;
};
type Form = UseFormReturnType<Values>;

const useSignUpForm = (): Form => {
  const rules = useRules();
  return useForm<Values>({
    initialValues: { businessName: '', name: '', email: '', password: '', ...here() },
    validate: { businessName: rules.given, name: rules.given, email: rules.email, password: rules.newPassword },
  });
};

const useSignUp = (form: Form) => {
  const enter = useEnter();
  return useMutation({
    mutationFn: (values: Values) => api.post<SignedIn>('/api/auth/sign-up', values, { anonymous: true }),
    onSuccess: (signedIn) => enter(signedIn),
    onError: (error) => form.setErrors(fieldErrorsOf(error)),
  });
};

const Promises = () => {
  const { points } = useText(entryWords).signUp;
  const tick = (
    <ThemeIcon size={20} radius="xl" variant="light" aria-hidden>
      <IconCheck size={13} stroke={2.4} />
    </ThemeIcon>
  );
  return (
    <List icon={tick} spacing="xs" mt="lg" center>
      {points.map((point) => (
        <List.Item key={point}>{point}</List.Item>
      ))}
    </List>
  );
};

/** Only on a server that has no super admin yet. */
const SetUpHint = () => {
  const t = useText(entryWords).signUp;
  const { data } = useQuery(startQuery);
  if (data?.needsSetup !== true) return null;
  return (
    <Alert mt="md" variant="light" radius="lg">
      {t.setUp}{' '}
      <Anchor component={Link} to="/set-up" fw={600}>
        {t.setUpLink}
      </Anchor>
    </Alert>
  );
};

const Foot = () => {
  const t = useText(entryWords).signUp;
  return (
    <>
      <Text>
        {t.has}{' '}
        <Anchor component={Link} to="/sign-in" fw={600}>
          {t.signIn}
        </Anchor>
      </Text>
      <SetUpHint />
    </>
  );
};

export const SignUpScreen = () => {
  const t = useText(entryWords);
  const form = useSignUpForm();
  const signUp = useSignUp(form);
  const isShownBelowField = Object.keys(fieldErrorsOf(signUp.error)).length > 0;
  return (
    <EntryCard title={t.signUp.title} text={t.signUp.text} aside={<Promises />} foot={<Foot />}>
      <form onSubmit={form.onSubmit((values) => signUp.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t.signUp.business}
            autoComplete="organization"
            maxLength={120}
            autoFocus
            {...form.getInputProps('businessName')}
          />
          <TextInput label={t.name} autoComplete="name" maxLength={120} {...form.getInputProps('name')} />
          <TextInput label={t.email} type="email" dir="ltr" autoComplete="username" {...form.getInputProps('email')} />
          <NewPasswordField label={t.password} {...form.getInputProps('password')} />
          <PlaceFields currency={form.getInputProps('currency')} timeZone={form.getInputProps('timeZone')} />
          <Text size="sm" c="dimmed" mt={-8}>
            {t.signUp.currencyHint}
          </Text>
          {!isShownBelowField && <ProblemAlert error={signUp.error} />}
          <Button type="submit" size="md" loading={signUp.isPending} fullWidth>
            {t.signUp.action}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
};
