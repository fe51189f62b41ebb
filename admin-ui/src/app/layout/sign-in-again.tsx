import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../shared/api/client.js';
import { useMe } from '../../shared/api/me.js';
import { enterSession, leaveSession } from '../../shared/api/session.js';
import type { SignedIn } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { PasswordField } from '../../shared/ui/password-field.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';

const useSignIn = () => {
  const client = useQueryClient();
  const { user, tenant } = useMe();
  return useMutation({
    mutationFn: (password: string) => {
      const account = { email: user?.email ?? '', password, ...(tenant !== null && { tenant: tenant.slug }) };
      return api.post<SignedIn>('/api/auth/sign-in', account, { anonymous: true });
    },
    onSuccess: async (signedIn) => {
      enterSession(signedIn);
      await client.invalidateQueries();
    },
  });
};

/**
 * The session ended while the person was at work, perhaps in the middle of a sentence. The screen stays as it is under this
 * dialog: after the sign-in it goes on where it was.
 */
export const SignInAgain = ({ opened }: { readonly opened: boolean }) => {
  const t = useText(shellWords).again;
  const words = useText(entryWords);
  const { user } = useMe();
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate(password, { onSuccess: () => setPassword('') });
  };
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      title={t.title}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      // Until it is known who sits here, nobody reads what is below.
      overlayProps={{ blur: 14, backgroundOpacity: 0.75 }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t.text}</Text>
          <Text fw={600}>
            <bdi>{user?.email}</bdi>
          </Text>
          <PasswordField
            label={words.password}
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ProblemAlert error={signIn.error} />
          <Group justify="space-between">
            <Anchor component="button" type="button" size="sm" onClick={leaveSession}>
              {t.other}
            </Anchor>
            <Button type="submit" loading={signIn.isPending} disabled={password === ''}>
              {words.signIn.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
