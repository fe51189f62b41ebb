import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLive } from '../../../shared/api/live.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { cardWords } from '../../../shared/i18n/inbox-card.js';
import { QueryState } from '../../../shared/ui/query-state.js';
import { cardQuery } from '../data/queries.js';
import type { Details } from '../data/types.js';
import classes from './card-pane.module.css';
import { Collected } from './collected.js';
import { CustomerForm } from './customer-form.js';
import { CustomerMenu } from './customer-menu.js';
import { Facts, Identities, Previous } from './facts.js';
import { Orders } from './orders.js';
import { WorkFields } from './work-fields.js';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={classes['part']} aria-label={title}>
    <h3 className={classes['partTitle']}>{title}</h3>
    {children}
  </section>
);

const History = ({ details: { conversation, customer } }: { readonly details: Details }) => {
  const t = useText(cardWords);
  const client = useQueryClient();
  const card = cardQuery(conversation.id, customer.id);
  const query = useQuery(card);
  useLive('order', ({ isNew }) => {
    if (isNew) void client.invalidateQueries({ queryKey: card.queryKey });
  });
  return (
    <QueryState query={query}>
      {({ orders, conversations }) => (
        <>
          {orders !== null && (
            <Part title={t.orders}>
              <Orders ids={orders} />
            </Part>
          )}
          <Part title={t.previous}>
            <Previous all={conversations} but={conversation.id} />
          </Part>
        </>
      )}
    </QueryState>
  );
};

type Props = { readonly details: Details; readonly onClose: () => void };

/** Who the customer is, and what the team should know while it answers. */
export const CardPane = ({ details, onClose }: Props) => {
  const t = useText(cardWords);
  const { closeCard } = useText(inboxWords);
  const { conversation, customer } = details;
  return (
    <aside className={classes['card']} aria-label={t.label} key={conversation.id}>
      <header className={classes['head']}>
        <h2 className={classes['title']}>{t.label}</h2>
        <div className={classes['acts']}>
          <CustomerMenu details={details} />
          <ActionIcon
            className={classes['close']}
            variant="subtle"
            color="gray"
            size={34}
            aria-label={closeCard}
            onClick={onClose}
          >
            <IconX size={18} />
          </ActionIcon>
        </div>
      </header>
      <div className={classes['scroller']}>
        <section className={classes['part']}>
          <WorkFields conversation={conversation} />
        </section>
        <section className={classes['part']}>
          <CustomerForm customer={customer} conversationId={conversation.id} />
        </section>
        {details.collected && (
          <Part title={t.collected}>
            <Collected collected={details.collected} />
          </Part>
        )}
        <Part title={t.facts}>
          <Facts conversation={conversation} customer={customer} />
        </Part>
        <History details={details} />
        <Part title={t.reached}>
          <Identities customer={customer} />
        </Part>
      </div>
    </aside>
  );
};
