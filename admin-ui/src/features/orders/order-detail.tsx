import { Button, Group, Stack, Title } from '@mantine/core';
import { IconCheck, IconMessage, IconPencil, IconReceipt } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import type { Order } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { CorrectionForm } from './correction-form.js';
import { useIsHeld, type Verb } from './data.js';
import { DecisionPanel } from './decision-panel.js';
import { decisionsFor, slots } from './model/order-facts.js';
import { toneOf } from './model/tones.js';
import classes from './order-detail.module.css';
import { OrderLines } from './order-lines.js';
import { Timeline } from './timeline.js';

type Mode = Verb | 'look' | 'edit';

const Details = ({ details }: Pick<Order, 'details'>) => {
  const t = useText(ordersWords);
  const given = slots.filter((slot) => details[slot] !== undefined);
  return (
    <section aria-label={t.details}>
      <Title order={3}>{t.details}</Title>
      {given.length === 0 && <p className={classes['none']}>{t.noDetails}</p>}
      <dl className={classes['details']}>
        {given.map((slot) => (
          <div key={slot}>
            <dt>{t.slots[slot]}</dt>
            <dd dir={slot === 'phone' ? 'ltr' : 'auto'}>{details[slot]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Links = ({ order }: { readonly order: Order }) => {
  const t = useText(ordersWords);
  const mayRead = useMay('conversations.read');
  return (
    <Group gap="xs">
      {mayRead && (
        <Button
          component={Link}
          to={`/inbox/${order.conversationId}`}
          variant="default"
          size="sm"
          leftSection={<IconMessage size={16} />}
        >
          {t.openConversation}
        </Button>
      )}
      <Button
        component={Link}
        to="/orders"
        search={{ view: 'list', customer: order.customerId } as never}
        variant="subtle"
        size="sm"
        leftSection={<IconReceipt size={16} />}
      >
        {t.otherOrders}
      </Button>
    </Group>
  );
};

const isRefusal = (verb: Verb): boolean => verb === 'reject' || verb === 'cancel';

const Actions = ({ order, onMode }: { readonly order: Order; readonly onMode: (mode: Mode) => void }) => {
  const t = useText(ordersWords);
  const mayDecide = useMay('orders.decide');
  const possible = mayDecide ? decisionsFor(order) : [];
  const isHeld = useIsHeld(order.id);
  if (possible.length === 0) return null;
  if (isHeld) return <StatusBadge tone="good">{t.beingApproved}</StatusBadge>;
  return (
    <Group gap="xs" className={classes['actions']}>
      {possible.map((verb) => (
        <Button
          key={verb}
          variant={isRefusal(verb) ? 'light' : 'filled'}
          color={isRefusal(verb) ? 'red' : undefined}
          className={isRefusal(verb) ? classes['refuse'] : undefined}
          leftSection={isRefusal(verb) ? undefined : <IconCheck size={16} />}
          onClick={() => onMode(verb)}
        >
          {t.verbs[verb]}
        </Button>
      ))}
      {order.status === 'pending' && (
        <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => onMode('edit')}>
          {t.edit}
        </Button>
      )}
    </Group>
  );
};

const Acting = ({ order, mode, onMode }: { order: Order; mode: Mode; onMode: (mode: Mode) => void }) => {
  if (mode === 'look') return <Actions order={order} onMode={onMode} />;
  return (
    <div className={classes['panel']}>
      <DecisionPanel order={order} verb={mode as Verb} onClose={() => onMode('look')} />
    </div>
  );
};

export const OrderDetail = ({ order }: { readonly order: Order }) => {
  const t = useText(ordersWords);
  const [mode, setMode] = useState<Mode>('look');
  if (mode === 'edit') return <CorrectionForm order={order} onClose={() => setMode('look')} />;
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <StatusBadge tone={toneOf[order.status]}>{t.statuses[order.status]}</StatusBadge>
        <span className={classes['when']}>
          <When at={order.createdAt} />
        </span>
      </Group>
      <OrderLines order={order} />
      <Acting order={order} mode={mode} onMode={setMode} />
      <Details details={order.details} />
      <Links order={order} />
      <Timeline order={order} />
    </Stack>
  );
};
