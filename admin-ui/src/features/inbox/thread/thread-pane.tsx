import { Button } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useLive } from '../../../shared/api/live.js';
import { isProblem } from '../../../shared/api/problem.js';
import type { ConversationSummary } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { lazyPiece } from '../../../shared/ui/lazy-piece.js';
import { EmptyState, ErrorState, LoadingState } from '../../../shared/ui/states.js';
import { Composer } from '../composer/composer.js';
import { conversationKey, detailsQuery } from '../data/queries.js';
import type { Details } from '../data/types.js';
import { usePresence } from '../data/use-presence.js';
import { Company, CustomerTyping } from './company.js';
import { HeldDialog } from './held-dialog.js';
import { MessageList } from './message-list.js';
import { ThreadHead } from './thread-head.js';
import classes from './thread-pane.module.css';

/** One conversation, at once with what the list knows of it; colleagues come and go live. */
export const useDetails = (id: string, row: ConversationSummary | undefined) => {
  const client = useQueryClient();
  useLive('presence', ({ conversationId }) => {
    if (conversationId === id) void client.invalidateQueries({ queryKey: conversationKey(id), exact: true });
  });
  return useQuery({
    ...detailsQuery(id),
    ...(row !== undefined && { placeholderData: { ...row, present: [], collected: null } }),
  });
};

const Gone = () => {
  const t = useText(inboxWords).gone;
  const back = (
    <Button renderRoot={(props) => <Link to="/inbox" search={(before) => before} {...props} />} variant="light">
      {t.action}
    </Button>
  );
  return <EmptyState icon={IconMessageOff} title={t.title} text={t.text} action={back} />;
};

const BriefPanel = lazyPiece(() => import('./brief-panel.js').then((module) => module.BriefPanel));

/** Fetched where somebody was called; nothing is awaited for it. */
const CalledFor = ({ details }: { readonly details: Details }) =>
  details.conversation.escalation === null ? null : (
    <Suspense fallback={null}>
      <BriefPanel details={details} />
    </Suspense>
  );

type Props = {
  readonly query: ReturnType<typeof useDetails>;
  readonly sought: number | null;
  readonly onResolve: () => void;
  readonly isCardOpen: boolean;
  readonly onCard: () => void;
};

const Conversation = ({ details, ...props }: Omit<Props, 'query'> & { readonly details: Details }) => {
  const onTyping = usePresence(details.conversation.id);
  return (
    <>
      <ThreadHead details={details} {...props} />
      <Company details={details} />
      <MessageList details={details} sought={props.sought} />
      <CalledFor details={details} />
      <CustomerTyping details={details} />
      <Composer details={details} onTyping={onTyping} />
      <HeldDialog details={details} />
    </>
  );
};

export const ThreadPane = ({ query, ...props }: Props) => {
  const t = useText(inboxWords);
  const { data, error, refetch } = query;
  const isGone = isProblem(error, 'resource.not_found') || (isProblem(error) && error.status === 400);
  if (data !== undefined && !isGone) return <Conversation key={data.conversation.id} details={data} {...props} />;
  if (error === null) return <LoadingState lines={8} />;
  return (
    <div className={classes['state']} data-label={t.thread}>
      {isGone ? <Gone /> : <ErrorState error={error} onRetry={() => void refetch()} />}
    </div>
  );
};
