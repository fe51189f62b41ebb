import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { fieldErrorsOf } from '../../../shared/api/problem.js';
import type { LocalizedText } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { LocalizedInput } from '../../../shared/ui/localized-input.js';
import { Localized } from '../../../shared/ui/money.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { QueryState } from '../../../shared/ui/query-state.js';
import { toastDone, toastUndo } from '../../../shared/ui/toast.js';
import { cannedQuery } from '../data/queries.js';
import type { CannedReply } from '../data/types.js';
import classes from './canned-manager.module.css';

const path = '/api/v1/canned-replies';
type Items = { readonly items: readonly CannedReply[] };

const Form = ({ reply, onDone }: { readonly reply: CannedReply | null; readonly onDone: () => void }) => {
  const t = useText(inboxWords).canned;
  const client = useQueryClient();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState<LocalizedText>(reply?.text ?? {});
  const save = useMutation({
    mutationFn: () =>
      reply === null
        ? api.post<CannedReply>(path, { shortcut, text })
        : api.put<CannedReply>(`${path}/${reply.id}`, { version: reply.version, shortcut, text }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: cannedQuery.queryKey });
      toastDone(t.saved);
      onDone();
    },
  });
  const errors = fieldErrorsOf(save.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t.shortcut}
          description={t.shortcutHint}
          value={shortcut}
          required
          maxLength={40}
          dir="ltr"
          leftSection="/"
          error={errors['shortcut']}
          data-autofocus
          onChange={(event) => setShortcut(event.currentTarget.value)}
        />
        <LocalizedInput
          label={t.words}
          value={text}
          onChange={setText}
          multiline
          required
          maxLength={4_000}
          error={errors['text']}
        />
        <ProblemAlert error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t.back}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const useRemove = () => {
  const t = useText(inboxWords).canned;
  const client = useQueryClient();
  return (reply: CannedReply): void => {
    const before = client.getQueryData<Items>(cannedQuery.queryKey);
    client.setQueryData<Items>(cannedQuery.queryKey, (now) => ({
      items: (now?.items ?? []).filter(({ id }) => id !== reply.id),
    }));
    toastUndo({
      message: t.removed,
      commit: () => api.delete(`${path}/${reply.id}`),
      revert: () => void client.setQueryData(cannedQuery.queryKey, before),
    });
  };
};

const List = ({ onEdit }: { readonly onEdit: (reply: CannedReply | null) => void }) => {
  const t = useText(inboxWords).canned;
  const query = useQuery(cannedQuery);
  const remove = useRemove();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t.text}
      </Text>
      <QueryState query={query} isEmpty={({ items }) => items.length === 0} empty={<Text size="sm">{t.none}</Text>}>
        {({ items }) => (
          <ul className={classes['rows']}>
            {items.map((reply) => (
              <li key={reply.id} className={classes['row']}>
                <span className={classes['words']}>
                  <b>/{reply.shortcut}</b>
                  <span>
                    <Localized text={reply.text} />
                  </span>
                </span>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t.edit(reply.shortcut)}
                  onClick={() => onEdit(reply)}
                >
                  <IconPencil size={17} />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t.remove(reply.shortcut)}
                  onClick={() => remove(reply)}
                >
                  <IconTrash size={17} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => onEdit(null)}>
        {t.add}
      </Button>
    </Stack>
  );
};

/** The team's ready words, where they are used. */
export const CannedManager = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(inboxWords).canned;
  const ui = useText(uiWords);
  const [edited, setEdited] = useState<{ readonly reply: CannedReply | null } | null>(null);
  return (
    <Modal opened onClose={onClose} title={t.title} size="lg" closeButtonProps={{ 'aria-label': ui.close }}>
      {edited === null ? (
        <List onEdit={(reply) => setEdited({ reply })} />
      ) : (
        <Form reply={edited.reply} onDone={() => setEdited(null)} />
      )}
    </Modal>
  );
};
