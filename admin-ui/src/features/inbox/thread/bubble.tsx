import { Button, Group } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconRobot } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { memo } from 'react';
import { api } from '../../../shared/api/client.js';
import { useMay, useTimeZone } from '../../../shared/api/me.js';
import type { Message } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatAt } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { toastDone, toastProblem } from '../../../shared/ui/toast.js';
import { messagesKey } from '../data/queries.js';
import { useOwnId } from '../data/use-own-id.js';
import { contentLine } from '../model/preview.js';
import classes from './bubble.module.css';
import { MessageBody } from './message-content.js';
import { Ticks } from './ticks.js';
import { Why } from './why.js';

type Props = {
  readonly message: Message;
  readonly customerName: string | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isSought: boolean;
};

export const Clock = ({ at }: { readonly at: string }) => {
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (
    <time dateTime={at} title={formatAt(at, 'exact', language, timeZone)}>
      {formatAt(at, 'time', language, timeZone)}
    </time>
  );
};

const useAuthor = (message: Message, customerName: string | null): string => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const { author } = message;
  switch (author.kind) {
    case 'customer':
      return customerName ?? t.customer;
    case 'assistant':
      return t.aiAssistant;
    case 'human':
      return author.userId === me ? t.you : author.name;
    case 'owner_phone':
      return t.ownerPhone;
    case 'system':
      return t.system;
  }
};

const Retry = ({ message }: { readonly message: Message }) => {
  const t = useText(inboxWords);
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.post<Message>(`/api/v1/messages/${message.id}/retry`),
    onSuccess: () => client.invalidateQueries({ queryKey: messagesKey(message.conversationId), exact: true }),
    onError: toastProblem,
  });
  if (!useMay('conversations.reply')) return null;
  return (
    <Button size="compact-xs" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
      {message.status === 'unknown' ? t.retryUnknown : t.retry}
    </Button>
  );
};

/** As long as it waits in the line, what the assistant is about to send can be called back. */
const CallBack = ({ message }: { readonly message: Message }) => {
  const t = useText(inboxWords).brief;
  const client = useQueryClient();
  const { conversationId, id, status, author } = message;
  const callBack = useMutation({
    mutationFn: () => api.post<Message>(`/api/v1/conversations/${conversationId}/messages/${id}/call-back`),
    onSuccess: () => toastDone(t.calledBack),
    onError: toastProblem,
    onSettled: () => client.invalidateQueries({ queryKey: messagesKey(conversationId), exact: true }),
  });
  const mayReply = useMay('conversations.reply');
  if (!mayReply || author.kind !== 'assistant' || status !== 'queued') return null;
  return (
    <Button size="compact-xs" variant="default" loading={callBack.isPending} onClick={() => callBack.mutate()}>
      {t.callBack}
    </Button>
  );
};

/** What went wrong, in words, and what can be done about it. */
const Trouble = ({ message }: { readonly message: Message }) => {
  const t = useText(inboxWords);
  const clipboard = useClipboard({ timeout: 2_000 });
  const { status, statusReason } = message;
  const isWaiting = status === 'queued' && statusReason !== null;
  if (status !== 'failed' && status !== 'unknown' && status !== 'cancelled' && !isWaiting) return null;
  const cause = statusReason === null ? null : (t.delivery[statusReason] ?? t.deliveryOther(statusReason));
  const words = contentLine(message, t);
  return (
    <div className={classes['trouble']} data-status={status}>
      <p>
        {status === 'unknown' ? t.unknownText : `${t.status[status]}.`} {cause}
      </p>
      {(status === 'failed' || status === 'unknown') && (
        <Group gap={6}>
          <Retry message={message} />
          <Button size="compact-xs" variant="default" onClick={() => clipboard.copy(words)}>
            <span aria-live="polite">{clipboard.copied ? t.copied : t.copyText}</span>
          </Button>
        </Group>
      )}
    </div>
  );
};

const Choices = ({ choices }: Pick<Message, 'choices'>) => {
  const t = useText(inboxWords);
  if (choices.length === 0) return null;
  return (
    <ul className={classes['choices']} aria-label={t.choicesShown}>
      {choices.map(({ id, label, url }) => (
        <li key={id} dir="auto">
          {url === null ? (
            label
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer">
              {label}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
};

/** What it answers to, as far as that is known. */
const Quoted = ({ quotes }: Pick<Message, 'quotes'>) => {
  const t = useText(inboxWords);
  if (quotes === null) return null;
  if (quotes.messageId === null || quotes.text === '')
    return <small className={classes['aside']}>{t.answersToOther}</small>;
  return (
    <blockquote className={classes['quoted']} aria-label={t.answersTo} dir="auto">
      {quotes.text}
    </blockquote>
  );
};

/** One message, as one knows it from WhatsApp: theirs at the start, ours at the end. */
export const Bubble = memo(({ message, customerName, isFirst, isLast, isSought }: Props) => {
  const t = useText(inboxWords);
  const author = useAuthor(message, customerName);
  const { kind } = message.author;
  return (
    <article
      className={classes['row']}
      data-side={message.direction}
      data-author={kind}
      data-seq={message.seq}
      data-first={isFirst}
      data-sought={isSought}
      aria-label={author}
    >
      {isFirst && (
        <p className={classes['author']}>
          {kind === 'assistant' && <IconRobot size={14} stroke={1.8} aria-hidden />}
          <bdi dir="auto">{author}</bdi>
        </p>
      )}
      <div className={classes['bubble']} data-last={isLast} data-status={message.status}>
        <Quoted quotes={message.quotes} />
        <MessageBody content={message.content} />
        <Choices choices={message.choices} />
        {message.setAside !== null && <small className={classes['aside']}>{t.setAside[message.setAside]}</small>}
        <p className={classes['meta']}>
          {kind === 'assistant' && message.turnId !== null && (
            <Why conversationId={message.conversationId} turnId={message.turnId} />
          )}
          <Clock at={message.createdAt} />
          <Ticks status={message.status} />
        </p>
      </div>
      <CallBack message={message} />
      <Trouble message={message} />
    </article>
  );
});
Bubble.displayName = 'Bubble';
