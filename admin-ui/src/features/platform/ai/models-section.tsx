import { ActionIcon, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { AiOverview } from '../../../shared/api/ai.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { Notice } from '../../../shared/ui/notice.js';
import { Section } from '../../../shared/ui/screen.js';
import { StatusBadge } from '../../../shared/ui/status-badge.js';
import { When } from '../../../shared/ui/when.js';
import { modelKey, type Policy, type PriceDraft } from './data.js';
import { DollarInput } from './dollar-input.js';
import { TestModel } from './test-model.js';

export type PartProps = {
  readonly overview: AiOverview;
  readonly draft: Policy;
  readonly change: (part: Partial<Policy>) => void;
  readonly errors: Readonly<Record<string, string>>;
};

type ModelState = AiOverview['models'][number];

const Failed = ({ state }: { readonly state: ModelState }) => {
  const t = useText(aiWords);
  if (state.lastFault === null || state.lastFaultAt === null) return null;
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <StatusBadge tone="bad">{t.failed}</StatusBadge>
        <When at={state.lastFaultAt} />
        {state.isResting && <StatusBadge tone="attention">{t.resting}</StatusBadge>}
      </Group>
      <Text size="sm" c="dimmed">
        {t.faults[state.lastFault]}
      </Text>
    </Stack>
  );
};

/** How the model did lately in real turns; nothing where it was not asked since the start. */
const State = ({ overview, price }: { readonly overview: AiOverview; readonly price: PriceDraft }) => {
  const t = useText(aiWords);
  const state = overview.models.find((each) => modelKey(each) === modelKey(price));
  if (state === undefined) return null;
  if (state.lastFaultAt !== null && (state.lastAnswerAt ?? '') < state.lastFaultAt) return <Failed state={state} />;
  if (state.lastAnswerAt === null) return null;
  return (
    <Group gap="xs">
      <StatusBadge tone="good">{t.answered}</StatusBadge>
      <When at={state.lastAnswerAt} />
    </Group>
  );
};

type RowProps = PartProps & { readonly price: PriceDraft; readonly at: number };

const ModelFields = ({ overview, draft, change, errors, price, at }: RowProps) => {
  const t = useText(aiWords);
  const set = (part: Partial<PriceDraft>): void => change({ prices: draft.prices.with(at, { ...price, ...part }) });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} flex={1}>
      <Select
        label={t.account}
        data={overview.connections.map(({ name }) => name)}
        dir="ltr"
        allowDeselect={false}
        value={price.connection}
        error={errors[`prices.${at}.connection`]}
        onChange={(connection) => connection !== null && set({ connection })}
      />
      <TextInput
        label={t.model}
        placeholder={t.modelHint}
        dir="ltr"
        required
        maxLength={120}
        value={price.model}
        error={errors[`prices.${at}.model`]}
        onChange={(event) => set({ model: event.currentTarget.value })}
      />
      <DollarInput
        label={t.inputPrice}
        required
        micros={price.inputMicros}
        error={errors[`prices.${at}.inputMicros`]}
        onChange={(inputMicros) => set({ inputMicros })}
      />
      <DollarInput
        label={t.outputPrice}
        required
        micros={price.outputMicros}
        error={errors[`prices.${at}.outputMicros`]}
        onChange={(outputMicros) => set({ outputMicros })}
      />
    </SimpleGrid>
  );
};

/** Since when the price stands here; that of a free one is said, because no cap holds what costs nothing. */
const PriceNote = ({ price: { inputMicros, outputMicros, enteredAt } }: { readonly price: PriceDraft }) => {
  const t = useText(aiWords);
  const isUnknown = inputMicros === null || outputMicros === null;
  const isFree = inputMicros === 0 && outputMicros === 0;
  return (
    <Text size="sm" c="dimmed">
      {isUnknown && t.priceMissing}
      {isFree && t.priceFree}
      {!isUnknown && enteredAt !== null && (
        <>
          {isFree && ' '}
          {t.priceEntered} <When at={enteredAt} />
        </>
      )}
    </Text>
  );
};

const ModelRow = (props: RowProps) => {
  const { overview, draft, change, price, at } = props;
  const common = useText(uiWords);
  return (
    <Stack gap="xs">
      <Group align="flex-start" wrap="nowrap">
        <ModelFields {...props} />
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={28}
          aria-label={`${common.remove}: ${price.model}`}
          onClick={() => change({ prices: draft.prices.toSpliced(at, 1) })}
        >
          <IconTrash size={18} />
        </ActionIcon>
      </Group>
      <PriceNote price={price} />
      <Group align="flex-start" gap="md">
        <TestModel key={`${price.connection} ${price.model}`} connection={price.connection} model={price.model} />
        <State overview={overview} price={price} />
      </Group>
    </Stack>
  );
};

export const ModelsSection = (props: PartProps) => {
  const { overview, draft, change } = props;
  const t = useText(aiWords);
  const [first] = overview.connections;
  const add = (): void => {
    if (first !== undefined)
      change({
        prices: [
          ...draft.prices,
          { connection: first.name, model: '', inputMicros: null, outputMicros: null, enteredAt: null },
        ],
      });
  };
  return (
    <Section title={t.models} text={t.modelsText}>
      <Stack gap="lg">
        {draft.prices.length === 0 && <Text c="dimmed">{t.noModels}</Text>}
        {first !== undefined && draft.prices.length === 0 && <Notice title={t.priceGuide}>{t.priceGuideText}</Notice>}
        {draft.prices.map((price, at) => (
          // A row has no identity of its own; its place is what the errors of the server name.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <ModelRow key={at} {...props} price={price} at={at} />
        ))}
        <Group>
          <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add} disabled={first === undefined}>
            {t.addModel}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
};
