import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ChannelSession } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { sessionWords } from '../../../shared/i18n/session.js';
import { ConfirmAction } from '../../../shared/ui/confirm-action.js';
import { toastProblem } from '../../../shared/ui/toast.js';
import { actOnSession, type SessionAct } from './data.js';
import { useSessionAct } from './use-session-act.js';

const pausable: ReadonlySet<ChannelSession['state']> = new Set(['open', 'reconnecting', 'connecting']);
const resumable: ReadonlySet<ChannelSession['state']> = new Set(['paused', 'replaced', 'banned', 'outdated']);

/** Pause, resume, unlink. */
export const Acts = ({ session }: { readonly session: ChannelSession }) => {
  const t = useText(sessionWords);
  const [isAsking, ask] = useState(false);
  const act = useSessionAct(session.channelId, (name: SessionAct) => actOnSession(session.channelId, name));
  const run = (name: SessionAct): void => act.mutate(name, { onError: toastProblem });
  if (session.number === null) return null;
  const resumes = resumable.has(session.state) || session.sending.pausedBecause !== null;
  return (
    <Group>
      {resumes && (
        <Button loading={act.isPending} onClick={() => run('resume')}>
          {t.resume}
        </Button>
      )}
      {pausable.has(session.state) && !resumes && (
        <Button variant="default" loading={act.isPending} onClick={() => run('pause')}>
          {t.pause}
        </Button>
      )}
      <Button variant="default" onClick={() => ask(true)}>
        {t.logOut}
      </Button>
      <ConfirmAction
        opened={isAsking}
        onClose={() => ask(false)}
        title={t.logOutTitle}
        action={t.logOut}
        onConfirm={() => act.mutateAsync('log-out')}
      >
        {t.logOutText}
      </ConfirmAction>
    </Group>
  );
};
