import { ActionIcon, Anchor, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ChainStep } from '../../../shared/api/ai.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { moved } from '../../../shared/lib/moved.js';
import { MoveButtons } from '../../../shared/ui/move-buttons.js';
import { Notice } from '../../../shared/ui/notice.js';
import { modelKey, type PriceDraft } from './data.js';

type Props = {
  readonly chain: readonly ChainStep[];
  /** The models that have a price: only these may be asked. */
  readonly prices: readonly PriceDraft[];
  readonly onChange: (chain: ChainStep[]) => void;
  /** Makes room for its price; absent: prices are entered elsewhere. */
  readonly onPrice?: (step: ChainStep) => void;
  readonly errors: Readonly<Record<string, string>>;
};

type StepProps = Props & { readonly step: ChainStep; readonly at: number };

/** A model without a price is passed over, since nobody could hold it to a cap: that is said, with the way out. */
const Unpriced = ({ step, onPrice }: Pick<StepProps, 'step' | 'onPrice'>) => {
  const t = useText(aiWords);
  return (
    <Notice title={t.unpriced}>
      {onPrice === undefined ? (
        <Anchor td="underline" renderRoot={(props) => <Link to="/platform/ai" {...props} />}>
          {t.enterPrice}
        </Anchor>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => onPrice(step)}>
          {t.enterPrice}
        </Button>
      )}
    </Notice>
  );
};

const Step = ({ chain, prices, onChange, onPrice, errors, step, at }: StepProps) => {
  const t = useText(aiWords);
  const common = useText(uiWords);
  const name = modelKey(step);
  const isPriced = prices.some((price) => modelKey(price) === name);
  const error = errors[`chain.${at}.model`] ?? errors[`chain.${at}.connection`];
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="sm">
        <Text dir="ltr" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {`${at + 1}. ${name}`}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <NumberInput
            aria-label={`${t.temperature}: ${name}`}
            placeholder={t.temperature}
            title={t.temperatureHint}
            size="sm"
            w={130}
            dir="ltr"
            min={0}
            max={2}
            step={0.1}
            decimalScale={2}
            value={step.temperature ?? ''}
            error={errors[`chain.${at}.temperature`]}
            onChange={(value) =>
              onChange([...chain.with(at, { ...step, temperature: typeof value === 'number' ? value : null })])
            }
          />
          <MoveButtons
            name={name}
            at={at}
            count={chain.length}
            onMove={(to) => onChange([...moved([...chain], at, to)])}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${common.remove}: ${name}`}
            onClick={() => onChange(chain.toSpliced(at, 1))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      </Group>
      {!isPriced && <Unpriced step={step} {...(onPrice !== undefined && { onPrice })} />}
      {error !== undefined && (
        <Text size="sm" c="red.8" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
};

/** An order of models: who is asked first, and who when that one fails. */
export const ChainFields = (props: Props) => {
  const { chain, prices, onChange } = props;
  const t = useText(aiWords);
  const inChain = new Set(chain.map(modelKey));
  const free = prices.filter((price) => price.model.trim() !== '' && !inChain.has(modelKey(price)));
  const add = (key: string | null): void => {
    const price = free.find((each) => modelKey(each) === key);
    if (price !== undefined)
      onChange([...chain, { connection: price.connection, model: price.model.trim(), temperature: null }]);
  };
  return (
    <Stack gap="md">
      {chain.map((step, at) => (
        <Step key={modelKey(step)} {...props} step={step} at={at} />
      ))}
      <Select
        label={t.addStep}
        description={prices.length === 0 ? t.addStepNone : undefined}
        data={[...new Set(free.map(modelKey))]}
        value={null}
        dir="ltr"
        disabled={free.length === 0 || chain.length >= 5}
        onChange={add}
      />
    </Stack>
  );
};
