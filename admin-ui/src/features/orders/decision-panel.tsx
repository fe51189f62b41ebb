import { Alert, Button, Checkbox, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Order } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { Notice } from '../../shared/ui/notice.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone, toastNotice, toastProblem } from '../../shared/ui/toast.js';
import { useApproval, useDecision, useIsHeld, type Verb } from './data.js';
import { decidedBy, decidedOf } from './model/decided-by.js';
import { changesBetween, decisionsFor, outdatedLines } from './model/order-facts.js';
import { News } from './news.js';
import { useSayChange, useSayOutdated } from './use-say-change.js';
import { useSayDecided } from './use-say-decided.js';

type Props = {
  readonly order: Order;
  readonly verb: Verb;
  readonly onClose: () => void;
};

/** Somebody saved it while this person was reading: says what is different, and asks again. */
const ChangedSince = ({ seen, order, onRead }: { seen: Order; order: Order; onRead: () => void }) => {
  const t = useText(ordersWords);
  const say = useSayChange();
  return (
    <Notice title={t.changedTitle} isUrgent>
      <List size="sm">
        {changesBetween(seen, order).map((change) => (
          <List.Item key={say(change)}>{say(change)}</List.Item>
        ))}
      </List>
      <Button size="xs" variant="default" mt="xs" onClick={onRead}>
        {t.goOn}
      </Button>
    </Notice>
  );
};

type PricesProps = { readonly order: Order; readonly isConfirmed: boolean; readonly onConfirm: (is: boolean) => void };

/** The customer was told another price than the catalogue's of today: approving has to mean it. */
const OutdatedPrices = ({ order, isConfirmed, onConfirm }: PricesProps) => {
  const t = useText(ordersWords);
  const say = useSayOutdated();
  return (
    <Notice title={t.pricesChanged}>
      <List size="sm" mb="xs">
        {outdatedLines(order).map((line) => (
          <List.Item key={line.serviceId}>{say(line)}</List.Item>
        ))}
      </List>
      <Checkbox
        label={t.confirmPrices}
        checked={isConfirmed}
        onChange={(event) => onConfirm(event.currentTarget.checked)}
      />
    </Notice>
  );
};

const Decided = ({ order, onClose }: Pick<Props, 'order' | 'onClose'>) => {
  const common = useText(uiWords);
  const say = useSayDecided();
  return (
    <Stack gap="sm">
      <Alert role="alert" color="blue" icon={<IconInfoCircle size={18} />} title={say(decidedOf(order))} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common.close}
        </Button>
      </Group>
    </Stack>
  );
};

/** The click itself, and what becomes of it. */
const useAct = ({ order, verb, onClose }: Props) => {
  const t = useText(ordersWords);
  const say = useSayDecided();
  const approve = useApproval(order.id);
  const sayFaster = (error: unknown): boolean => {
    const faster = decidedBy(error);
    if (faster !== null) toastNotice(`${t.short(order.number)}: ${say(faster)}`);
    return faster !== null;
  };
  const decision = useDecision(order.id, {
    onDone: ({ number }) => {
      toastDone(t.done[verb](number));
      onClose();
    },
    onRefused: sayFaster,
  });
  const act = (reason: string | null): void => {
    if (verb !== 'approve') {
      decision.mutate({ verb, reason, version: order.version });
      return;
    }
    void approve({
      order,
      message: t.approving(order.number),
      onDone: ({ number }) => toastDone(t.done.approve(number)),
      onRefused: (error) => {
        if (!sayFaster(error)) toastProblem(error);
      },
    });
    onClose();
  };
  return { act, isBusy: decision.isPending, error: decidedBy(decision.error) === null ? decision.error : null };
};

const Reason = ({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) => {
  const t = useText(ordersWords);
  return (
    <Textarea
      label={t.reason}
      description={t.reasonHint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={500}
      autosize
      minRows={2}
      maxRows={6}
      dir="auto"
      data-autofocus
    />
  );
};

const reasonOf = (text: string): string | null => (text.trim() === '' ? null : text.trim());

type ButtonsProps = Pick<Props, 'verb' | 'onClose'> & {
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly onAct: () => void;
};

const Buttons = ({ verb, onClose, isReady, isBusy, onAct }: ButtonsProps) => {
  const t = useText(ordersWords);
  const common = useText(uiWords);
  const isRefusal = verb === 'reject' || verb === 'cancel';
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onClose}>
        {common.back}
      </Button>
      <Button
        color={isRefusal ? 'red.8' : undefined}
        disabled={!isReady}
        loading={isBusy}
        onClick={onAct}
        data-autofocus={isRefusal || !isReady ? undefined : true}
      >
        {t.verbs[verb]}
      </Button>
    </Group>
  );
};

const Open = (props: Props) => {
  const { order, verb, onClose } = props;
  const t = useText(ordersWords);
  const [seen, setSeen] = useState(order);
  const [typed, setTyped] = useState('');
  const [settled] = useDebouncedValue(typed, 300);
  const [isConfirmed, setConfirmed] = useState(false);
  const { act, isBusy, error } = useAct(props);
  const hasReason = verb === 'reject' || verb === 'cancel';
  const isChanged = seen.version !== order.version;
  const needsConfirming = verb === 'approve' && outdatedLines(order).length > 0;
  const isReady = !isChanged && typed === settled && (!needsConfirming || isConfirmed);
  return (
    <Stack gap="sm">
      <Text fw={650}>{t.ask[verb]}</Text>
      {isChanged && <ChangedSince seen={seen} order={order} onRead={() => setSeen(order)} />}
      {needsConfirming && <OutdatedPrices order={order} isConfirmed={isConfirmed} onConfirm={setConfirmed} />}
      {hasReason && <Reason value={typed} onChange={setTyped} />}
      <News order={order} verb={verb} reason={hasReason ? reasonOf(settled) : null} />
      <ProblemAlert error={isChanged ? null : error} />
      <Buttons verb={verb} onClose={onClose} isReady={isReady} isBusy={isBusy} onAct={() => act(reasonOf(typed))} />
    </Stack>
  );
};

/** The preview and the one click that does it; whoever comes second reads who was first. */
export const DecisionPanel = (props: Props) => {
  const t = useText(ordersWords);
  if (useIsHeld(props.order.id)) return <Notice title={t.approving(props.order.number)} />;
  return decisionsFor(props.order).includes(props.verb) ? <Open {...props} /> : <Decided {...props} />;
};
