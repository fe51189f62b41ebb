import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatNumber } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { countsQuery } from '../data/queries.js';
import type { InboxCounts } from '../data/types.js';
import { type InboxSearch, type Queue, queueOf, queues } from '../model/inbox-search.js';
import classes from './list-pane.module.css';

const countOf = (queue: Queue, counts: InboxCounts | undefined): number | null => {
  if (counts === undefined) return null;
  switch (queue) {
    case 'mine':
    case 'waiting':
    case 'unassigned':
    case 'assistant':
    case 'closed':
      return counts[queue];
    case 'all':
      return counts.assistant + counts.waiting + counts.human;
  }
};

type CountProps = { readonly count: number | null };

const Count = ({ count }: CountProps) => {
  const language = useLanguage();
  if (count === null || count === 0) return null;
  return <span className={classes['queueCount']}>{formatNumber(count, language)}</span>;
};

/** On top of the queue: only what this person has not read. */
const UnreadTab = ({ search, count }: { readonly search: InboxSearch } & CountProps) => {
  const t = useText(inboxWords);
  const isOn = search.unread === true;
  return (
    <Link
      to="."
      search={(before) => ({ ...before, unread: isOn ? undefined : true, q: undefined })}
      className={`${classes['queue']} ${classes['unread']}`}
      aria-current={isOn ? 'true' : undefined}
    >
      <span className={classes['queueName']}>{t.unread}</span>
      <Count count={count} />
    </Link>
  );
};

/** Which conversations: each with how many there are, so that a look says where help is needed. */
export const QueueTabs = ({ search }: { readonly search: InboxSearch }) => {
  const t = useText(inboxWords);
  const { data: counts } = useQuery(countsQuery);
  const chosen = queueOf(search);
  return (
    <nav className={classes['queues']} aria-label={t.queuesLabel}>
      {queues.map((queue) => {
        const count = countOf(queue, counts);
        return (
          <Link
            key={queue}
            to="."
            search={(before) => ({ ...before, queue: queue === 'all' ? undefined : queue, q: undefined })}
            className={classes['queue']}
            aria-current={queue === chosen ? 'true' : undefined}
            data-hot={queue === 'waiting' && (count ?? 0) > 0}
          >
            <span className={classes['queueName']}>{t.queues[queue]}</span>
            <Count count={count} />
          </Link>
        );
      })}
      <UnreadTab search={search} count={counts?.unread ?? null} />
    </nav>
  );
};
