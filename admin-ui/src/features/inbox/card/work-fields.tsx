import { Select, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../../shared/api/me.js';
import type { Conversation } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { cardWords } from '../../../shared/i18n/inbox-card.js';
import { tagsQuery } from '../data/queries.js';
import { useActs } from '../data/use-acts.js';
import { useMembers } from '../data/use-names.js';

/** Whose task it is, and what it is called. */
export const WorkFields = ({ conversation }: { readonly conversation: Conversation }) => {
  const t = useText(inboxWords);
  const card = useText(cardWords);
  const mayWrite = useMay('conversations.reply');
  const members = useMembers();
  const { data } = useQuery(tagsQuery);
  const { assign, tag } = useActs(conversation.id);
  const people = members
    .filter(({ active, userId }) => active || userId === conversation.assignee)
    .map(({ userId, name }) => ({ value: userId as string, label: name }));
  return (
    <Stack gap="xs">
      <Select
        size="sm"
        label={t.assignee}
        placeholder={t.nobody}
        searchable
        clearable={mayWrite}
        readOnly={!mayWrite}
        data={people}
        value={conversation.assignee}
        onChange={(userId) => {
          if (userId !== conversation.assignee) assign.mutate(userId);
        }}
      />
      <TagsInput
        size="sm"
        label={card.tags}
        placeholder={conversation.tags.length === 0 ? card.tagsHint : undefined}
        readOnly={!mayWrite}
        data={[...(data?.tags ?? [])]}
        value={[...(tag.isPending ? tag.variables : conversation.tags)]}
        maxTags={20}
        maxLength={40}
        onChange={(tags) => tag.mutate(tags)}
        comboboxProps={{ position: 'bottom-start' }}
      />
    </Stack>
  );
};
