import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Conversation, Customer } from '../../../shared/api/types.js';
import { useLanguage, useText } from '../../../shared/i18n/dictionary.js';
import { formatDuration } from '../../../shared/i18n/format.js';
import { cardWords } from '../../../shared/i18n/inbox-card.js';
import { When } from '../../../shared/ui/when.js';
import { useChannel } from '../data/use-names.js';
import { useStanding } from '../thread/state-pill.js';
import classes from './card-pane.module.css';

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={classes['fact']}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const between = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from));

/** When it began, how soon it was answered, how it ended. */
export const Facts = ({
  conversation,
  customer,
}: {
  readonly conversation: Conversation;
  readonly customer: Customer;
}) => {
  const t = useText(cardWords);
  const language = useLanguage();
  const channel = useChannel(conversation.channelId);
  const answeredAfter = (ms: number): string => (ms < 1_000 ? t.atOnce : t.after(formatDuration(ms, language)));
  const { createdAt, firstResponseAt, closedAt, resolution } = conversation;
  return (
    <dl className={classes['facts']}>
      <Fact label={t.opened}>
        <When at={createdAt} />
      </Fact>
      <Fact label={t.firstResponse}>
        {firstResponseAt === null ? t.firstResponseNone : answeredAfter(between(createdAt, firstResponseAt))}
      </Fact>
      {channel !== null && (
        <Fact label={t.channel}>
          <bdi>{channel.name}</bdi>
        </Fact>
      )}
      {closedAt !== null && (
        <Fact label={t.closed}>
          <When at={closedAt} />
        </Fact>
      )}
      {resolution !== null && (
        <Fact label={t.resolution}>
          <bdi dir="auto">{resolution}</bdi>
        </Fact>
      )}
      <Fact label={t.customerSince}>
        <When at={customer.createdAt} as="date" />
      </Fact>
    </dl>
  );
};

export const Identities = ({ customer }: { readonly customer: Customer }) => {
  const t = useText(cardWords);
  return (
    <dl className={classes['facts']}>
      {customer.identities.map(({ scheme, value }) => (
        <Fact key={`${scheme}:${value}`} label={t.schemes[scheme]}>
          <bdi dir="ltr" className={classes['identity']}>
            {value}
          </bdi>
        </Fact>
      ))}
    </dl>
  );
};

const Earlier = ({ conversation }: { readonly conversation: Conversation }) => {
  const { text } = useStanding(conversation);
  return (
    <li>
      <Link
        to="/inbox/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(before: object) => ({ ...before, at: undefined })}
        className={classes['earlier']}
      >
        <When at={conversation.lastMessageAt} as="date" />
        <span>{conversation.resolution ?? text}</span>
      </Link>
    </li>
  );
};

export const Previous = ({ all, but }: { readonly all: readonly Conversation[]; readonly but: string }) => {
  const t = useText(cardWords);
  const others = all.filter(({ id }) => id !== but);
  if (others.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t.noPrevious}
      </Text>
    );
  return (
    <ul className={classes['orders']}>
      {others.map((each) => (
        <Earlier key={each.id} conversation={each} />
      ))}
    </ul>
  );
};
