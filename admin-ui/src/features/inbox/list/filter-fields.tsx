import { Button, Checkbox, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { tagsQuery } from '../data/queries.js';
import { useChannels, useMembers } from '../data/use-names.js';
import { hasFilters, type InboxSearch } from '../model/inbox-search.js';
import { clearedFilters, useNarrow } from './use-narrow.js';

type Props = { readonly search: InboxSearch };

export const FilterFields = ({ search }: Props) => {
  const t = useText(inboxWords);
  const narrow = useNarrow();
  const channels = useChannels();
  const members = useMembers();
  const { data } = useQuery(tagsQuery);
  const select = { size: 'sm', clearable: true, comboboxProps: { withinPortal: false } } as const;
  return (
    <Stack gap="sm">
      <Select
        {...select}
        label={t.channel}
        placeholder={t.anyChannel}
        data={channels.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.channel ?? null}
        onChange={(channel) => narrow({ channel: channel ?? undefined })}
      />
      {members.length > 0 && (
        <Select
          {...select}
          searchable
          label={t.assignee}
          placeholder={t.anybody}
          data={members.map(({ userId, name }) => ({ value: userId, label: name }))}
          value={search.assignee ?? null}
          onChange={(assignee) => narrow({ assignee: assignee ?? undefined })}
        />
      )}
      <Select
        {...select}
        searchable
        label={t.tag}
        placeholder={t.anyTag}
        data={[...(data?.tags ?? [])]}
        value={search.tag ?? null}
        onChange={(tag) => narrow({ tag: tag ?? undefined })}
      />
      <Checkbox
        label={t.unreadOnly}
        checked={search.unread === true}
        onChange={(event) => narrow({ unread: event.currentTarget.checked ? true : undefined })}
      />
      {hasFilters(search) && (
        <Button variant="subtle" size="xs" onClick={() => narrow(clearedFilters)}>
          {t.clearFilters}
        </Button>
      )}
    </Stack>
  );
};
