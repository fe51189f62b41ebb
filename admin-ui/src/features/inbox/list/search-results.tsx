import { Button, Text } from '@mantine/core';
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConversationSummary, Page } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { EmptyState, ErrorState, LoadingState } from '../../../shared/ui/states.js';
import { When } from '../../../shared/ui/when.js';
import { foundQuery } from '../data/queries.js';
import type { FoundMessage } from '../data/types.js';
import { useOwnId } from '../data/use-own-id.js';
import type { InboxSearch } from '../model/inbox-search.js';
import { marked } from '../model/marked.js';
import { contentLine, speaker } from '../model/preview.js';
import { ConversationRow } from './conversation-row.js';
import { Face } from './face.js';
import classes from './list-pane.module.css';

const Hit = ({
  hit,
  text,
  isChosen,
}: {
  readonly hit: FoundMessage;
  readonly text: string;
  readonly isChosen: boolean;
}) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const who = speaker(hit, me, t);
  return (
    <li>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: hit.conversationId }}
        search={(before) => ({ ...before, at: hit.seq })}
        className={classes['hit']}
        data-chosen={isChosen}
      >
        <Face id={hit.customer.id} name={hit.customer.name} />
        <span className={classes['hitBody']}>
          <span className={classes['hitHead']}>
            <bdi dir="auto" className={classes['hitName']}>
              {hit.customer.name ?? t.unknownCustomer}
            </bdi>
            {hit.conversationStatus === 'closed' && <span className={classes['closed']}>{t.state.closed}</span>}
            <span className={classes['hitWhen']}>
              <When at={hit.createdAt} />
            </span>
          </span>
          <span className={classes['hitText']}>
            {who !== null && <span>{who}: </span>}
            <bdi dir="auto">
              {marked(contentLine(hit, t), text).map(({ text: part, isMarked, key }) =>
                isMarked ? <mark key={key}>{part}</mark> : part,
              )}
            </bdi>
          </span>
        </span>
      </Link>
    </li>
  );
};

type Props = {
  readonly search: InboxSearch;
  readonly text: string;
  /** What the list holds anyway: names are found in it. */
  readonly rows: readonly ConversationSummary[];
  readonly chosen: string | null;
};

const People = ({ rows, text, chosen }: Omit<Props, 'search'>) => {
  const t = useText(inboxWords);
  const wanted = text.toLocaleLowerCase();
  const people = rows.filter(({ customer }) => customer.name?.toLocaleLowerCase().includes(wanted)).slice(0, 5);
  if (people.length === 0) return null;
  return (
    <>
      <Text className={classes['groupTitle']}>{t.people}</Text>
      {people.map((row) => (
        <ConversationRow key={row.conversation.id} row={row} isChosen={row.conversation.id === chosen} />
      ))}
    </>
  );
};

type Found = UseInfiniteQueryResult<InfiniteData<Page<FoundMessage>>>;

/** Older messages may not have been looked at yet. */
const NothingFound = ({ found }: { readonly found: Found }) => {
  const { search, searchSoFar } = useText(inboxWords).empty;
  if (!found.hasNextPage) return <EmptyState title={search.title} text={search.text} />;
  return (
    <EmptyState
      title={searchSoFar.title}
      text={searchSoFar.text}
      action={
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {searchSoFar.action}
        </Button>
      }
    />
  );
};

type HitsProps = Omit<Props, 'rows'> & { readonly found: Found; readonly hits: readonly FoundMessage[] };

const Hits = ({ found, hits, search, text, chosen }: HitsProps) => {
  const t = useText(inboxWords);
  return (
    <>
      <Text className={classes['groupTitle']} role="status">
        {found.hasNextPage ? t.results(hits.length).replace(/^/, '≥ ') : t.results(hits.length)}
      </Text>
      <ul className={classes['hits']}>
        {hits.map((hit) => (
          <Hit key={hit.id} hit={hit} text={text} isChosen={hit.conversationId === chosen && hit.seq === search.at} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          variant="subtle"
          size="sm"
          fullWidth
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t.resultsMore}
        </Button>
      )}
    </>
  );
};

/** Messages of all conversations, closed ones too, that hold every word. */
export const SearchResults = ({ search, text, rows, chosen }: Props) => {
  const found = useInfiniteQuery(foundQuery(text));
  const hits = found.data?.pages.flatMap(({ items }) => items) ?? [];
  if (found.data === undefined && found.error !== null)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className={classes['scroller']} aria-busy={found.isFetching}>
      <People rows={rows} text={text} chosen={chosen} />
      {found.data === undefined ? (
        <div className={classes['pad']}>
          <LoadingState lines={6} />
        </div>
      ) : hits.length === 0 ? (
        <NothingFound found={found} />
      ) : (
        <Hits found={found} hits={hits} search={search} text={text} chosen={chosen} />
      )}
    </div>
  );
};
