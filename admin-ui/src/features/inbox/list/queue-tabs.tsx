import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatNumber } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { countsQuery } from '../data/queries.js';
import type { OpenCounts } from '../data/types.js';
import { type InboxSearch, type Queue, queueOf, queues } from '../model/inbox-search.js';
import classes from './list-pane.module.css';

const countOf = (queue: Queue, counts: OpenCounts | undefined): number | null => {
  if (counts === undefined) return null;
  switch (queue) {
    case 'waiting':
    case 'unassigned':
    case 'assistant':
      return counts[queue];
    case 'all':
      return counts.assistant + counts.waiting + counts.human;
    case 'mine':
    case 'closed':
      return null;
  }
};

/** Which conversations: each with how many there are, so that a look says where help is needed. */
export const QueueTabs = ({ search }: { readonly search: InboxSearch }) => {
  const t = useText(inboxWords);
  const language = useLanguage();
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
            {count !== null && count > 0 && (
              <span className={classes['queueCount']}>{formatNumber(count, language)}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
};
