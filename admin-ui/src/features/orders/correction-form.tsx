import { Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../shared/api/me.js';
import { fieldErrorsOf } from '../../shared/api/problem.js';
import type { Order } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { ordersWords } from '../../shared/i18n/orders.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { useUnsaved } from '../../shared/lib/use-unsaved.js';
import { Localized, Money } from '../../shared/ui/money.js';
import { MoneyInput } from '../../shared/ui/money-input.js';
import { Notice } from '../../shared/ui/notice.js';
import { ProblemAlert } from '../../shared/ui/problem-alert.js';
import { toastDone } from '../../shared/ui/toast.js';
import classes from './correction-form.module.css';
import { useCorrection } from './data.js';
import { correctionOf, type Draft, draftOf, faultOf, totalOf } from './model/correction.js';
import { type OrderLine, type Slot, slots } from './model/order-facts.js';

type Change = (change: Partial<Draft>) => void;
type LineProps = { readonly line: OrderLine; readonly draft: Draft; readonly onChange: Change };

const PriceField = ({ line, draft, onChange }: LineProps) => {
  const t = useText(ordersWords);
  const may = useMay('orders.override_price');
  const price = draft.prices[line.serviceId] ?? null;
  if (!may) return null;
  return (
    <MoneyInput
      label={t.overridePrice}
      currency={line.unitPrice.currency}
      value={price}
      onChange={(minor) => onChange({ prices: { ...draft.prices, [line.serviceId]: minor } })}
      error={price === null ? ' ' : undefined}
    />
  );
};

const LineFields = (props: LineProps) => {
  const { line, draft, onChange } = props;
  const t = useText(ordersWords);
  const mayOverride = useMay('orders.override_price');
  const quantity = draft.quantities[line.serviceId] ?? line.quantity;
  const price = draft.prices[line.serviceId];
  const isOther = mayOverride && price !== null && price !== line.unitPrice.minor;
  return (
    <fieldset className={classes['line']} data-off={quantity === 0 || undefined}>
      <legend className={classes['name']}>
        <Localized text={line.name} />
      </legend>
      <div className={classes['fields']}>
        <NumberInput
          label={t.quantity}
          description={t.takesOff}
          inputWrapperOrder={['label', 'input', 'description']}
          value={quantity}
          min={0}
          max={9_999}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(next) =>
            onChange({ quantities: { ...draft.quantities, [line.serviceId]: typeof next === 'number' ? next : 0 } })
          }
        />
        <PriceField {...props} />
      </div>
      {isOther && <Notice>{t.overrideWarning}</Notice>}
    </fieldset>
  );
};

type DetailProps = {
  readonly draft: Draft;
  readonly onChange: Change;
  readonly errors: Readonly<Record<string, string>>;
};

const DetailFields = ({ draft, onChange, errors }: DetailProps) => {
  const t = useText(ordersWords);
  const set = (slot: Slot, text: string): void => onChange({ details: { ...draft.details, [slot]: text } });
  return (
    <Stack gap="sm">
      <Title order={3}>{t.details}</Title>
      {slots.map((slot) => (
        <TextInput
          key={slot}
          label={t.slots[slot]}
          value={draft.details[slot]}
          maxLength={200}
          dir={slot === 'phone' ? 'ltr' : 'auto'}
          error={errors[`details.${slot}`]}
          onChange={(event) => set(slot, event.currentTarget.value)}
        />
      ))}
    </Stack>
  );
};

type Props = { readonly order: Order; readonly onClose: () => void };

const useForm = ({ order, onClose }: Props) => {
  const t = useText(ordersWords);
  // What this person began from: a change of somebody else's is refused by its version, and nothing typed is lost.
  const [start, setStart] = useState(order);
  const [draft, setDraft] = useState(() => draftOf(order));
  const saving = useCorrection(start);
  const [reason, setReason] = useState('');
  const correction = { ...correctionOf(start, draft), reason: reason.trim() };
  const isChanged = correction.lines.length + correction.prices.length + Object.keys(correction.details).length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isChanged) {
      onClose();
      return;
    }
    saving.mutate(correction, {
      onSuccess: () => {
        toastDone(t.saved);
        onClose();
      },
    });
  };
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }));
  return { start, setStart, draft, change, saving, isChanged, submit, reason, setReason };
};

/** Quantities, details and, for who may, prices of a request that waits. */
export const CorrectionForm = (props: Props) => {
  const { order, onClose } = props;
  const t = useText(ordersWords);
  const common = useText(uiWords);
  const { start, setStart, draft, change, saving, isChanged, submit, reason, setReason } = useForm(props);
  const fault = faultOf(draft);
  const isStale = order.version !== start.version && !saving.isPending;
  useUnsaved(isChanged && !saving.isSuccess);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <div>
          <Title order={2}>{t.editTitle}</Title>
          <Text size="sm" c="dimmed">
            {t.editText}
          </Text>
        </div>
        {isStale && (
          <Notice title={t.changedTitle} isUrgent>
            <Button size="xs" variant="default" mt={4} onClick={() => setStart(order)}>
              {t.goOn}
            </Button>
          </Notice>
        )}
        {start.lines.map((line) => (
          <LineFields key={line.serviceId} line={line} draft={draft} onChange={change} />
        ))}
        {fault === 'no_line' && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t.noLineLeft}
          </Text>
        )}
        <div className={classes['total']}>
          <span>{t.total}</span>
          <Money value={totalOf(start, draft)} />
        </div>
        <DetailFields draft={draft} onChange={change} errors={fieldErrorsOf(saving.error)} />
        {isChanged && (
          <TextInput
            label={t.whyChanged}
            description={t.whyChangedHint}
            value={reason}
            maxLength={200}
            required
            dir="auto"
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <ProblemAlert error={saving.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={fault !== null || isStale}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
