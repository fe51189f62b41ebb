import { Button, Group } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { useOwner } from '../data/use-own-id.js';
import { useSend } from '../data/use-send.js';
import { changeDraft, readDraft } from '../model/drafts.js';
import type { Pending } from '../model/outbox.js';
import { Clock } from './bubble.js';
import classes from './bubble.module.css';
import { Words } from './message-content.js';
import { Ticks } from './ticks.js';

/** What a person sent and the server does not have yet: there at once, and never lost. */
export const PendingBubble = ({ pending }: { readonly pending: Pending }) => {
  const t = useText(inboxWords);
  const owner = useOwner(pending.conversationId);
  const { again, discard } = useSend(pending.conversationId);
  const hasFailed = pending.state === 'failed';
  const edit = (): void => {
    const { reply } = readDraft(owner);
    changeDraft(owner, { mode: 'reply', reply: reply === '' ? pending.text : `${pending.text}\n${reply}` });
    discard(pending);
  };
  return (
    <article
      className={`${classes['row']} ${classes['pending']}`}
      data-side="out"
      data-author="human"
      data-first="true"
      aria-label={t.you}
    >
      <p className={classes['author']}>{t.you}</p>
      <div className={classes['bubble']} data-last="true" data-status={pending.state}>
        {pending.fileName !== null && (
          <p className={classes['meta']}>
            <IconFile size={14} aria-hidden /> <bdi>{pending.fileName}</bdi>
          </p>
        )}
        {pending.text !== '' && <Words text={pending.text} />}
        <p className={classes['meta']}>
          <Clock at={pending.at} />
          {!hasFailed && <Ticks status="sending" />}
        </p>
      </div>
      {hasFailed && (
        <div className={classes['trouble']} data-status="failed">
          <p>{t.notSent}</p>
          <Group gap={6}>
            <Button size="compact-xs" variant="default" onClick={() => void again(pending)}>
              {t.retry}
            </Button>
            {pending.fileId === null && (
              <Button size="compact-xs" variant="default" onClick={edit}>
                {t.edit}
              </Button>
            )}
            <Button size="compact-xs" variant="default" onClick={() => discard(pending)}>
              {t.discard}
            </Button>
          </Group>
        </div>
      )}
    </article>
  );
};
