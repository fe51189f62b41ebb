import { Button, Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../shared/api/client.js';
import { ApiProblem } from '../../shared/api/problem.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { entryWords } from '../../shared/i18n/entry.js';
import { sayProblem } from '../../shared/i18n/problems.js';
import { SupportId } from '../../shared/ui/states.js';
import { BackToSignIn, EntryCard, IncompleteLink } from './entry-card.js';
import { useMailToken } from './mail-token.js';

/** A refused token is a link that is used up or too old; anything else is said as it is. */
const Failed = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const t = useText(entryWords);
  const language = useLanguage();
  const isDead = error instanceof ApiProblem && error.status >= 400 && error.status < 429;
  return (
    <EntryCard
      title={isDead ? t.deadLink : sayProblem(error, language)}
      text={<SupportId error={error} />}
      foot={<BackToSignIn />}
    >
      {!isDead && (
        <Button variant="light" fullWidth onClick={onRetry}>
          {t.verify.title}
        </Button>
      )}
    </EntryCard>
  );
};

const Verify = ({ token }: { readonly token: string }) => {
  const t = useText(entryWords).verify;
  const { error, isSuccess, refetch } = useQuery({
    queryKey: ['verify-email', token],
    queryFn: async () => {
      await api.post('/api/auth/verify-email', { token }, { anonymous: true });
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!isSuccess)
    return (
      <EntryCard title={t.title} text={t.wait}>
        <Center>
          <Loader />
        </Center>
      </EntryCard>
    );
  return (
    <EntryCard title={t.doneTitle} text={t.done}>
      <Button component={Link} to="/" size="md" fullWidth>
        {t.go}
      </Button>
    </EntryCard>
  );
};

export const VerifyEmailScreen = () => {
  const token = useMailToken();
  return token === null ? <IncompleteLink /> : <Verify token={token} />;
};
