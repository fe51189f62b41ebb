import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api/client.js';
import { useMay } from '../../../shared/api/me.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { toastProblem } from '../../../shared/ui/toast.js';
import { notesQuery } from '../data/queries.js';
import type { Details, Note } from '../data/types.js';
import { useMemberName } from '../data/use-names.js';
import { useOwner, useOwnId } from '../data/use-own-id.js';
import { useSend } from '../data/use-send.js';
import { changeDraft, readDraft, useDraft } from '../model/drafts.js';
import classes from './composer.module.css';
import { Writing } from './writing.js';

type Props = { readonly details: Details; readonly onTyping: () => void };

/** Says before sending what sending does here. */
const Offer = ({ details }: Pick<Props, 'details'>) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const nameOf = useMemberName();
  const { mode, holder, status } = details.conversation;
  if (status === 'closed' || (mode === 'human' && holder === me)) return null;
  const held = holder === null ? t.offer.phone : t.offer.other(nameOf(holder) ?? t.colleague);
  const text = mode === 'human' ? held : mode === 'waiting' ? t.offer.waiting : t.offer.text;
  return (
    <Text className={classes['offer']} role="status">
      {text}
    </Text>
  );
};

const useAddNote = (conversationId: string, owner: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => api.post<Note>(`/api/v1/conversations/${conversationId}/notes`, { text }),
    onSuccess: (note, text) => {
      client.setQueryData<{ readonly items: readonly Note[] }>(notesQuery(conversationId).queryKey, (before) => ({
        items: [...(before?.items ?? []).filter(({ id }) => id !== note.id), note],
      }));
      if (readDraft(owner).note.trim() === text) changeDraft(owner, { note: '', mode: 'reply' });
    },
    onError: toastProblem,
  });
};

/** Where one writes: to the customer, or a note to the team, and it never looks the same. */
export const Composer = ({ details, onTyping }: Props) => {
  const t = useText(inboxWords);
  const { id, status } = details.conversation;
  const owner = useOwner(id);
  const draft = useDraft(owner);
  const { send } = useSend(id);
  const addNote = useAddNote(id, owner);
  if (!useMay('conversations.reply')) return <Text className={classes['closed']}>{t.composer.readOnly}</Text>;
  const isClosed = status === 'closed';
  const mode = isClosed ? 'note' : draft.mode;
  const submit = (text: string, fileId: string | null, fileName: string | null): void => {
    if (mode === 'note') addNote.mutate(text);
    else {
      changeDraft(owner, { reply: '' });
      void send({ text, fileId, fileName });
    }
  };
  return (
    <div className={classes['composer']} data-mode={mode}>
      {isClosed && <Text className={classes['offer']}>{t.composer.closed}</Text>}
      {mode === 'reply' && draft.reply.trim() !== '' && <Offer details={details} />}
      <Writing
        details={details}
        mode={mode}
        canReply={!isClosed}
        text={mode === 'note' ? draft.note : draft.reply}
        isBusy={addNote.isPending}
        onMode={(next) => changeDraft(owner, { mode: next })}
        onText={(text) => {
          changeDraft(owner, mode === 'note' ? { note: text } : { reply: text });
          if (mode === 'reply' && text !== '') onTyping();
        }}
        onSubmit={submit}
      />
    </div>
  );
};
