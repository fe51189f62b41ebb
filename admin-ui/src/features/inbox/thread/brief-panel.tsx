import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { useMay } from '../../../shared/api/me.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatShare } from '../../../shared/i18n/format.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { toastProblem } from '../../../shared/ui/toast.js';
import { briefQuery, conversationKey } from '../data/queries.js';
import type { Brief, Details } from '../data/types.js';
import classes from './brief-panel.module.css';

type Props = { readonly conversationId: string; readonly brief: Brief };

const useDecide = (conversationId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post(`/api/v1/conversations/${conversationId}/suggestions/${path}`, body),
    onError: toastProblem,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: conversationKey(conversationId) });
      void client.invalidateQueries({ queryKey: ['messages', conversationId] });
    },
  });
};

/** The answer as the assistant would give it: to send, to word anew, or to leave. */
const Suggestion = ({ conversationId, brief, id }: Props & { readonly id: string }) => {
  const t = useText(inboxWords).brief;
  const said = brief.suggested.join('\n\n');
  const [text, setText] = useState(said);
  const decide = useDecide(conversationId);
  const send = (): void => decide.mutate({ path: `${id}/send`, body: text === said ? {} : { text } });
  return (
    <Stack gap="xs">
      <Textarea
        label={t.suggested}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4_000}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="compact-sm" loading={decide.isPending} disabled={text.trim() === ''} onClick={send}>
          {text === said ? t.send : t.sendEdited}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={decide.isPending}
          onClick={() => decide.mutate({ path: `${id}/reject`, body: {} })}
        >
          {t.reject}
        </Button>
      </Group>
    </Stack>
  );
};

/** It was not sure enough to say it; whoever writes now may. */
const Unsure = ({ suggested }: Pick<Brief, 'suggested'>) => {
  const t = useText(inboxWords).brief;
  if (suggested.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {t.wouldSay}
      </Text>
      <Text size="sm" dir="auto" className={classes['said']}>
        {suggested.join('\n\n')}
      </Text>
    </div>
  );
};

const Found = ({ evidence }: Pick<Brief, 'evidence'>) => {
  const t = useText(inboxWords).brief;
  const language = useLanguage();
  if (evidence.length === 0) return null;
  return (
    <Text size="sm">
      {t.found}{' '}
      {evidence.slice(0, 3).map(({ id, label, score }, index) => (
        <span key={id}>
          {index > 0 && ' · '}
          <bdi dir="auto">{label}</bdi> {formatShare(score, language)}
        </span>
      ))}
    </Text>
  );
};

const Facts = ({ brief }: Pick<Props, 'brief'>) => {
  const words = useText(inboxWords);
  const t = words.brief;
  const language = useLanguage();
  const { confidence, threshold } = brief;
  return (
    <>
      <Text size="sm">
        <strong>{t.why}</strong> {words.reasons[brief.reason]}
        {brief.reason === 'low_confidence' &&
          threshold !== null &&
          ` (${t.of(formatShare(confidence, language), formatShare(threshold, language))})`}
      </Text>
      {brief.asked.length > 0 && (
        <Text size="sm">
          {t.asked} <bdi dir="auto">{brief.asked.join(' / ')}</bdi>
        </Text>
      )}
      <Found evidence={brief.evidence} />
    </>
  );
};

/** For the person who comes: what was asked, what was found, why the assistant stopped, what it would say (BEY-8). */
export const BriefPanel = ({ details }: { readonly details: Details }) => {
  const t = useText(inboxWords).brief;
  const { id, escalation, status } = details.conversation;
  const mayReply = useMay('conversations.reply');
  const isWanted = escalation !== null && status === 'open';
  const { data } = useQuery({ ...briefQuery(id), enabled: isWanted });
  const brief = data?.brief ?? null;
  if (!isWanted || brief === null) return null;
  const { suggestionId } = brief;
  return (
    <section className={classes['panel']} aria-label={t.title}>
      <Stack gap={6}>
        <Facts brief={brief} />
        {suggestionId !== null && mayReply ? (
          <Suggestion key={suggestionId} conversationId={id} brief={brief} id={suggestionId} />
        ) : (
          <Unsure suggested={brief.suggested} />
        )}
      </Stack>
    </section>
  );
};
