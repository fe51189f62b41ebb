import { ActionIcon, Indicator, Loader, Popover, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { lazyPiece } from '../../../shared/ui/lazy-piece.js';
import type { InboxSearch } from '../model/inbox-search.js';
import classes from './list-pane.module.css';
import { useNarrow } from './use-narrow.js';

type Props = { readonly search: InboxSearch };

const FilterFields = lazyPiece(() => import('./filter-fields.js').then((module) => module.FilterFields));

const FilterButton = ({ search }: Props) => {
  const t = useText(inboxWords);
  const { channel, tag, assignee, unread } = search;
  const on = [channel, tag, assignee, unread].filter((each) => each !== undefined).length;
  const label = on === 0 ? t.filters : `${t.filters} (${t.filtersOn(on)})`;
  return (
    <Popover width={260} position="bottom-end" shadow="md" trapFocus>
      <Indicator disabled={on === 0} label={on} size={16} offset={4}>
        <Popover.Target>
          <ActionIcon variant={on === 0 ? 'default' : 'light'} size={36} aria-label={label}>
            <IconFilter size={18} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t.filters}>
        <Suspense fallback={<Loader size="sm" />}>
          <FilterFields search={search} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
};

/** Typing searches the archive once the person pauses. */
const SearchField = ({ search }: Props) => {
  const t = useText(inboxWords);
  const narrow = useNarrow();
  const [typed, setTyped] = useState(search.q ?? '');
  const [shown, setShown] = useState(search.q);
  // The address changed by other means, such as the browser's back button.
  if (shown !== search.q) {
    setShown(search.q);
    if ((search.q ?? '') !== typed.trim()) setTyped(search.q ?? '');
  }
  const look = useDebouncedCallback((text: string) => narrow({ q: text === '' ? undefined : text }), 250);
  const type = (text: string): void => {
    setTyped(text);
    look(text.trim().slice(0, 200));
  };
  return (
    <TextInput
      className={classes['search']}
      size="sm"
      type="search"
      data-screen-search
      aria-label={t.searchLabel}
      placeholder={t.searchLabel}
      value={typed}
      maxLength={200}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || typed === '') return;
        event.stopPropagation();
        type('');
      }}
      leftSection={<IconSearch size={16} stroke={1.8} />}
      rightSection={
        typed === '' ? null : (
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t.searchClear} onClick={() => type('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
};

export const ListTools = ({ search }: Props) => (
  <div className={classes['tools']}>
    <SearchField search={search} />
    <FilterButton search={search} />
  </div>
);
