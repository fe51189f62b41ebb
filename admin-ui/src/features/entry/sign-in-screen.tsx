import { Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../shared/api/client.js';
import type { SignedIn } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { PasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { type Business, businessesIn } from './businesses.js';
import { EntryCard } from './entry-card.js';
import { useRules } from './form-rules.js';
import { useEnter } from './use-enter.js';

type Values = { readonly email: string; readonly password: string; readonly tenant: string };

const useSignIn = () => {
  const { next } = useSearch({ strict: false });
  const enter = useEnter();
  return useMutation({
    mutationFn: ({ tenant, ...rest }: Values) =>
      api.post<SignedIn>('/api/auth/sign-in', tenant.trim() === '' ? rest : { ...rest, tenant: tenant.trim() }, {
        anonymous: true,
      }),
    onSuccess: (signedIn) => enter(signedIn, next),
  });
};

/** Those to choose from; they stay in sight while the choice is being sent. */
const useBusinesses = (error: unknown) => {
  const [known, setKnown] = useState<readonly Business[]>([]);
  const said = businessesIn(error);
  if (said.length > 0 && said.map(({ slug }) => slug).join() !== known.map(({ slug }) => slug).join()) setKnown(said);
  return known;
};

const useSignInForm = () => {
  const rules = useRules();
  return useForm({
    initialValues: { email: '', password: '', tenant: '' },
    validate: { email: rules.email, password: (value) => (value === '' ? rules.given('') : null) },
  });
};

export const SignInScreen = () => {
  const t = useText(entryWords);
  const form = useSignInForm();
  const signIn = useSignIn();
  const businesses = useBusinesses(signIn.error);
  return (
    <EntryCard
      title={t.signIn.title}
      text={t.signIn.text}
      foot={
        <Text>
          {t.signIn.isNew}{' '}
          <Anchor component={Link} to="/sign-up" fw={600}>
            {t.signIn.open}
          </Anchor>
        </Text>
      }
    >
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t.email}
            type="email"
            dir="ltr"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordField label={t.password} autoComplete="current-password" {...form.getInputProps('password')} />
          {businesses.length > 0 && (
            <Radio.Group label={t.signIn.which} {...form.getInputProps('tenant')}>
              <Stack gap="xs" mt="xs">
                {businesses.map(({ slug, name }) => (
                  <Radio key={slug} value={slug} label={<bdi>{name}</bdi>} description={<bdi dir="ltr">{slug}</bdi>} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <ProblemAlert error={signIn.error} />
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {t.signIn.action}
          </Button>
          <Group justify="center">
            <Anchor component={Link} to="/forgot-password" size="sm">
              {t.signIn.forgot}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </EntryCard>
  );
};
