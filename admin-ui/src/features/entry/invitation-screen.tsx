import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../shared/api/client.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { SignedIn } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { NewPasswordField, PasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { BackToSignIn, EntryCard, IncompleteLink } from './entry-card.js';
import { useRules } from './form-rules.js';
import { useMailToken } from './mail-token.js';
import { useEnter } from './use-enter.js';

type Invitation = {
  readonly email: string;
  readonly name: string | null;
  readonly tenantName: string;
  readonly hasAccount: boolean;
};
type Values = { readonly name: string; readonly password: string };

const useJoin = (token: string, hasAccount: boolean) => {
  const enter = useEnter();
  return useMutation({
    mutationFn: ({ name, password }: Values) =>
      api.post<SignedIn>('/api/auth/invitations/accept', hasAccount ? { token, password } : { token, password, name }, {
        anonymous: true,
      }),
    onSuccess: (signedIn) => enter(signedIn),
  });
};

const Join = ({ token, invitation }: { readonly token: string; readonly invitation: Invitation }) => {
  const t = useText(entryWords);
  const rules = useRules();
  const { hasAccount, email } = invitation;
  const join = useJoin(token, hasAccount);
  const form = useForm({
    initialValues: { name: invitation.name ?? '', password: '' },
    validate: hasAccount ? { password: rules.given } : { name: rules.given, password: rules.newPassword },
  });
  const Password = hasAccount ? PasswordField : NewPasswordField;
  return (
    <EntryCard
      title={t.invitation.title(invitation.tenantName)}
      text={hasAccount ? t.invitation.forKnown(email) : t.invitation.forNew(email)}
      foot={<BackToSignIn />}
    >
      <form
        onSubmit={form.onSubmit((values) => join.mutate(values, { onError: (e) => form.setErrors(fieldErrorsOf(e)) }))}
        noValidate
      >
        <Stack>
          {!hasAccount && (
            <TextInput label={t.name} autoComplete="name" maxLength={120} {...form.getInputProps('name')} />
          )}
          <Password
            label={t.password}
            autoComplete={hasAccount ? 'current-password' : 'new-password'}
            {...form.getInputProps('password')}
          />
          <ProblemAlert error={join.error} />
          <Button type="submit" size="md" loading={join.isPending} fullWidth>
            {t.invitation.action}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
};

const Invited = ({ token }: { readonly token: string }) => {
  const t = useText(entryWords).invitation;
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post<Invitation>('/api/auth/invitations/look', { token }, { anonymous: true }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data !== undefined) return <Join token={token} invitation={data} />;
  if (error === null) return <EntryCard title={t.look} />;
  return (
    <EntryCard title={t.refused} foot={<BackToSignIn />}>
      <ProblemAlert error={error} />
    </EntryCard>
  );
};

export const InvitationScreen = () => {
  const token = useMailToken();
  return token === null ? <IncompleteLink /> : <Invited token={token} />;
};
