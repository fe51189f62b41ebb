import { IconMessages } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { inboxWords } from '../../shared/i18n/inbox.js';
import { useScreenTitle } from '../../shared/lib/screen-title.js';
import { lazyPiece } from '../../shared/ui/lazy-piece.js';
import { EmptyState, LoadingState } from '../../shared/ui/states.js';
import { useLiveList } from './data/use-live-list.js';
import { useInboxKeys } from './inbox-keys.js';
import classes from './inbox-screen.module.css';
import { ListPane } from './list/list-pane.js';
import { useRows } from './list/use-rows.js';
import { CloseDialog } from './thread/close-dialog.js';
import { ThreadPane, useDetails } from './thread/thread-pane.js';

// Comes after the list and the thread: they are what one looks at first.
const CardPane = lazyPiece(() => import('./card/card-pane.js').then((module) => module.CardPane));

type Rows = ReturnType<typeof useRows>;

/** Going through the list with the keys, and on to the next one after a conversation is done. */
const useSteps = (rows: Rows['rows'], chosen: string | null) => {
  const navigate = useNavigate();
  const go = (id: string | undefined): void => {
    if (id === undefined) void navigate({ to: '/inbox', search: (before: object) => ({ ...before, at: undefined }) });
    else
      void navigate({
        to: '/inbox/$conversationId',
        params: { conversationId: id },
        search: (before: object) => ({ ...before, at: undefined }),
      });
  };
  const at = rows.findIndex(({ conversation }) => conversation.id === chosen);
  const neighbour = (by: 1 | -1): string | undefined => {
    if (at === -1) return rows[0]?.conversation.id;
    return rows[at + by]?.conversation.id;
  };
  return {
    step: (by: 1 | -1): void => {
      const next = neighbour(by);
      if (next !== undefined) go(next);
    },
    /** Where to go once this one has left the list. */
    following: neighbour(1) ?? neighbour(-1),
    go,
  };
};

const NothingChosen = () => {
  const t = useText(inboxWords);
  useScreenTitle(t.title);
  return (
    <div className={classes['nothing']}>
      <EmptyState icon={IconMessages} title={t.pick.title} text={t.pick.text} />
    </div>
  );
};

type ChosenProps = { readonly id: string; readonly rows: Rows['rows']; readonly sought: number | null };

/** The chosen conversation and its customer's card. */
const Chosen = ({ id, rows, sought }: ChosenProps) => {
  const t = useText(inboxWords);
  const query = useDetails(
    id,
    rows.find(({ conversation }) => conversation.id === id),
  );
  const steps = useSteps(rows, id);
  const [closing, setClosing] = useState<{ readonly goesOn: boolean; readonly next: string | undefined } | null>(null);
  const [isCardOpen, setCardOpen] = useState(false);
  const details = query.data;
  const resolve = (goesOn: boolean): void => setClosing({ goesOn, next: steps.following });
  useInboxKeys({ conversation: details?.conversation ?? null, onStep: steps.step, onResolve: resolve });
  return (
    <>
      <section className={classes['thread']} aria-label={t.conversation}>
        <ThreadPane
          query={query}
          sought={sought}
          onResolve={() => resolve(false)}
          isCardOpen={isCardOpen}
          onCard={() => setCardOpen(!isCardOpen)}
        />
      </section>
      {details !== undefined && query.error === null && (
        <div className={classes['card']} data-open={isCardOpen}>
          <Suspense fallback={<LoadingState lines={9} />}>
            <CardPane details={details} onClose={() => setCardOpen(false)} />
          </Suspense>
        </div>
      )}
      <CloseDialog
        conversationId={id}
        opened={closing !== null}
        goesOn={closing?.goesOn ?? false}
        onClose={() => setClosing(null)}
        onResolved={(goesOn) => {
          if (goesOn) steps.go(closing?.next);
        }}
      />
    </>
  );
};

const Unchosen = ({ rows }: Pick<ChosenProps, 'rows'>) => {
  const { step } = useSteps(rows, null);
  useInboxKeys({ conversation: null, onStep: step, onResolve: () => undefined });
  return <NothingChosen />;
};

/** Where agents live: the list, the conversation, the customer. */
export const InboxScreen = () => {
  const search = useSearch({ from: '/signed-in/tenant/inbox' });
  const params = useParams({ strict: false });
  const chosen = params.conversationId ?? null;
  const rows = useRows(search);
  useLiveList();
  useEffect(() => {
    // The panes scroll, not the page.
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <div className={classes['inbox']} data-chosen={chosen !== null}>
      <div className={classes['panes']}>
        <div className={classes['list']}>
          <ListPane rows={rows} search={search} chosen={chosen} />
        </div>
        {chosen === null ? (
          <Unchosen rows={rows.rows} />
        ) : (
          <Chosen id={chosen} key={chosen} rows={rows.rows} sought={search.at ?? null} />
        )}
      </div>
    </div>
  );
};
