import { Button, Group, Modal, Popover, Text, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { type ComponentProps, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import type { Order } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { Localized, Money } from '../../shared/ui/money.js';
import { StatusBadge } from '../../shared/ui/status-badge.js';
import { When } from '../../shared/ui/when.js';
import { useIsHeld } from './data.js';
import { DecisionPanel } from './decision-panel.js';
import { outdatedLines } from './model/order-facts.js';
import { toneOf } from './model/tones.js';
import classes from './order-card.module.css';

type Props = { readonly order: Order; readonly isNew: boolean; readonly onOpen: (id: string) => void };

const shownLines = 3;

const Lines = ({ lines }: Pick<Order, 'lines'>) => {
  const t = useText(ordersWords);
  return (
    <ul className={classes['lines']}>
      {lines.slice(0, shownLines).map(({ serviceId, quantity, name }) => (
        <li key={serviceId}>
          {quantity} × <Localized text={name} />
        </li>
      ))}
      {lines.length > shownLines && <li className={classes['more']}>{t.more(lines.length - shownLines)}</li>}
    </ul>
  );
};

type AskProps = { readonly order: Order; readonly isOpen: boolean; readonly onOpen: (is: boolean) => void };

const ApproveButton = ({ order, isOpen, onOpen, ...rest }: AskProps & ComponentProps<'button'>) => {
  const t = useText(ordersWords);
  return (
    <Button
      {...rest}
      size="sm"
      fullWidth
      className={classes['approve']}
      leftSection={<IconCheck size={16} />}
      aria-label={t.approveNo(order.number)}
      onClick={() => onOpen(!isOpen)}
    >
      {t.verbs.approve}
    </Button>
  );
};

/** Beside the card, where there is room. */
const AskBeside = (props: AskProps) => {
  const { order, isOpen, onOpen } = props;
  const t = useText(ordersWords);
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      width="24rem"
      position="bottom-start"
      shadow="md"
      radius="lg"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ApproveButton {...props} />
      </Popover.Target>
      <Popover.Dropdown p="md" aria-label={t.approveNo(order.number)}>
        <DecisionPanel order={order} verb="approve" onClose={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
};

/** In the middle of a small screen. */
const AskAbove = (props: AskProps) => {
  const { order, isOpen, onOpen } = props;
  const t = useText(ordersWords);
  const common = useText(uiWords);
  return (
    <>
      <ApproveButton {...props} />
      <Modal
        opened={isOpen}
        onClose={() => onOpen(false)}
        title={t.number(order.number)}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <DecisionPanel order={order} verb="approve" onClose={() => onOpen(false)} />
      </Modal>
    </>
  );
};

/** One click opens what the customer will read; the next approves. */
const Approve = ({ order }: Pick<Props, 'order'>) => {
  const t = useText(ordersWords);
  const [isOpen, setOpen] = useState(false);
  const isHeld = useIsHeld(order.id);
  const isSmall = useMediaQuery('(max-width: 47.99em)', window.innerWidth < 768);
  if (isHeld) return <StatusBadge tone="good">{t.beingApproved}</StatusBadge>;
  const Ask = isSmall ? AskAbove : AskBeside;
  return <Ask order={order} isOpen={isOpen} onOpen={setOpen} />;
};

const Marks = ({ order, isNew }: Pick<Props, 'order' | 'isNew'>) => {
  const t = useText(ordersWords);
  const isClosed = order.status === 'rejected' || order.status === 'cancelled' || order.status === 'expired';
  return (
    <>
      {isNew && <StatusBadge tone="good">{t.isNew}</StatusBadge>}
      {isClosed && <StatusBadge tone={toneOf[order.status]}>{t.statuses[order.status]}</StatusBadge>}
      {outdatedLines(order).length > 0 && <StatusBadge tone="attention">{t.priceChanged}</StatusBadge>}
    </>
  );
};

export const OrderCard = ({ order, isNew, onOpen }: Props) => {
  const t = useText(ordersWords);
  const mayDecide = useMay('orders.decide');
  return (
    <article className={classes['card']} data-new={isNew || undefined}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <UnstyledButton className={classes['open']} onClick={() => onOpen(order.id)}>
          <bdi dir="auto">{order.details.name ?? t.noName}</bdi>
        </UnstyledButton>
        <Text size="sm" c="dimmed" className="wakil-nowrap">
          {t.short(order.number)}
        </Text>
      </Group>
      <Lines lines={order.lines} />
      <Group gap={6}>
        <Marks order={order} isNew={isNew} />
      </Group>
      <div className={classes['foot']}>
        <span className={classes['total']}>
          <Money value={order.total} />
        </span>
        <Text size="xs" c="dimmed" component="span">
          <When at={order.createdAt} />
        </Text>
      </div>
      {order.decision !== null && order.status !== 'pending' && (
        <Text size="xs" c="dimmed">
          <bdi>{t.byName(order.decision.byName)}</bdi>
        </Text>
      )}
      {order.status === 'pending' && mayDecide && <Approve order={order} />}
    </article>
  );
};
