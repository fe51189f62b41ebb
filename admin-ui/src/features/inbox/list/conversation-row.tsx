import { IconClockHour4 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useMe } from '../../../shared/api/me.js';
import type { ConversationSummary } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatDuration } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { useNow } from '../../../shared/lib/use-now.js';
import { When } from '../../../shared/ui/when.js';
import { usePresentIn } from '../data/team-presence.js';
import { useChannel, useMemberName } from '../data/use-names.js';
import { useOwnId } from '../data/use-own-id.js';
import { contentLine, speaker } from '../model/preview.js';
import { urgencyOf, wholeMinutes } from '../model/urgency.js';
import classes from './conversation-row.module.css';
import { ChannelGlyph, Face } from './face.js';

type Props = { readonly row: ConversationSummary; readonly isChosen: boolean };

const Preview = ({ row: { lastMessage } }: Pick<Props, 'row'>) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  if (lastMessage === null) return <span className={classes['preview']} />;
  const who = speaker(lastMessage, me, t);
  const hasFailed = lastMessage.status === 'failed';
  return (
    <span className={classes['preview']} data-failed={hasFailed}>
      {hasFailed && <b>{t.status.failed}:</b>}
      {!hasFailed && who !== null && <span className={classes['who']}>{who}:</span>}
      <bdi dir="auto" className={classes['said']}>
        {contentLine(lastMessage, t)}
      </bdi>
    </span>
  );
};

/** How long a customer has waited for a person, and why; else whose it is. */
const Standing = ({ row: { conversation } }: Pick<Props, 'row'>) => {
  const t = useText(inboxWords);
  const language = useLanguage();
  const now = useNow();
  const { escalation, mode, status } = conversation;
  if (status === 'open' && mode === 'waiting' && escalation !== null) {
    const waited = Math.max(0, now - Date.parse(escalation.at));
    return (
      <span className={classes['standing']}>
        <span className={classes['clock']} data-urgency={urgencyOf(waited)}>
          <IconClockHour4 size={12} stroke={2} aria-hidden />
          <span className={classes['srOnly']}>{t.waitingSince('')}</span>
          {formatDuration(wholeMinutes(waited), language)}
        </span>
        <span className={classes['reason']}>{t.reasons[escalation.reason]}</span>
      </span>
    );
  }
  return (
    <span className={classes['standing']}>
      {conversation.tags.slice(0, 2).map((tag) => (
        <bdi key={tag} className={classes['tag']}>
          {tag}
        </bdi>
      ))}
      {conversation.tags.length > 2 && <span className={classes['tag']}>+{conversation.tags.length - 2}</span>}
    </span>
  );
};

const People = ({ row: { conversation } }: Pick<Props, 'row'>) => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const nameOf = useMemberName();
  const { user } = useMe();
  const present = usePresentIn(conversation.id).filter(({ userId }) => userId !== me);
  const owner = conversation.holder ?? conversation.assignee;
  const ownerName = owner === me ? t.you : (nameOf(owner) ?? t.colleague);
  return (
    <span className={classes['people']}>
      {present.slice(0, 2).map(({ userId, name }) => (
        <span key={userId} className={classes['here']}>
          <Face id={userId} name={name} size="small" title={t.isHere(name)} />
        </span>
      ))}
      {owner !== null && present.every(({ userId }) => userId !== owner) && (
        <Face
          id={owner}
          name={owner === me ? (user?.name ?? null) : nameOf(owner)}
          size="small"
          title={`${t.assignee}: ${ownerName}`}
        />
      )}
    </span>
  );
};

export const ConversationRow = memo(({ row, isChosen }: Props) => {
  const t = useText(inboxWords);
  const { conversation, customer, unread } = row;
  const channel = useChannel(conversation.channelId);
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: conversation.id }}
      search={(before) => ({ ...before, at: undefined })}
      className={classes['row']}
      data-chosen={isChosen}
      data-unread={unread}
      aria-current={isChosen ? 'page' : undefined}
      draggable={false}
    >
      <span className={classes['face']}>
        <Face id={customer.id} name={customer.name} />
        <span className={classes['channel']} title={channel?.name}>
          <ChannelGlyph kind={channel?.kind ?? null} size={12} />
        </span>
      </span>
      <span className={classes['line']}>
        <bdi dir="auto" className={classes['name']}>
          {customer.name ?? t.unknownCustomer}
        </bdi>
        <span className={classes['when']}>
          <When at={conversation.lastMessageAt} />
        </span>
      </span>
      <span className={classes['line']}>
        <Preview row={row} />
        {unread && <span className={classes['dot']} role="img" aria-label={t.unread} />}
      </span>
      <span className={classes['line']}>
        <Standing row={row} />
        <People row={row} />
      </span>
    </Link>
  );
});
ConversationRow.displayName = 'ConversationRow';
