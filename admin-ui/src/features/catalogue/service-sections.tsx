import {
  Checkbox,
  MultiSelect,
  NumberInput,
  Radio,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
} from '@mantine/core';
import { useMe } from '../../shared/api/me.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { localized } from '../../shared/i18n/format.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { oneOf } from '../../shared/routing/search.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { MoneyInput } from '../../shared/ui/money-input.js';
import { Section } from '../../shared/ui/screen.js';
import { serviceKinds, serviceStatuses, useAllServices } from './data.js';
import type { DraftFault, ServiceDraft } from './model/service-draft.js';

export type PartProps = {
  readonly draft: ServiceDraft;
  readonly onChange: (change: Partial<ServiceDraft>) => void;
  readonly faults: ReadonlySet<DraftFault>;
  readonly errors: Readonly<Record<string, string>>;
};

const slots = ['name', 'phone', 'address', 'date', 'note'] as const;

const Kind = ({ draft, onChange }: PartProps) => {
  const t = useText(catalogueWords);
  return (
    <SegmentedControl
      aria-label={t.kind}
      value={draft.kind}
      onChange={(kind) => onChange({ kind: oneOf(kind, serviceKinds) ?? 'service' })}
      data={serviceKinds.map((value) => ({ value, label: t.kinds[value] }))}
      style={{ alignSelf: 'flex-start' }}
    />
  );
};

export const BasicsSection = (props: PartProps) => {
  const { draft, onChange, faults, errors } = props;
  const t = useText(catalogueWords);
  const common = useText(uiWords);
  return (
    <Section title={t.basics} text={t.basicsText}>
      <Stack gap="md">
        <Kind {...props} />
        <LocalizedInput
          label={t.name}
          value={draft.name}
          onChange={(name) => onChange({ name })}
          maxLength={120}
          required
          error={faults.has('name') ? common.oneLanguageNeeded : errors['name']}
        />
        <LocalizedInput
          label={t.description}
          value={draft.description}
          onChange={(description) => onChange({ description })}
          maxLength={2_000}
          multiline
          error={errors['description']}
        />
        <LocalizedInput
          label={t.category}
          description={t.categoryHint}
          value={draft.category}
          onChange={(category) => onChange({ category })}
          maxLength={60}
          error={errors['category']}
        />
        <TagsInput
          size="md"
          label={t.aliases}
          description={t.aliasesHint}
          value={[...draft.aliases]}
          onChange={(aliases) => onChange({ aliases: aliases.map((each) => each.slice(0, 60)) })}
          maxTags={20}
          acceptValueOnBlur
          error={errors['aliases']}
        />
      </Stack>
    </Section>
  );
};

export const PriceSection = ({ draft, onChange, faults, errors }: PartProps) => {
  const t = useText(catalogueWords);
  const { tenant } = useMe();
  return (
    <Section title={t.pricing} text={t.pricingText}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <MoneyInput
          label={t.price}
          currency={tenant?.currency ?? 'USD'}
          value={draft.priceMinor}
          onChange={(priceMinor) => onChange({ priceMinor })}
          required
          error={faults.has('price') ? t.priceWrong : errors['priceMinor']}
        />
        <LocalizedInput
          label={t.unit}
          description={t.unitHint}
          value={draft.unit}
          onChange={(unit) => onChange({ unit })}
          maxLength={40}
          error={errors['unit']}
        />
      </SimpleGrid>
    </Section>
  );
};

const numberOf = (raw: number | string, otherwise: number): number => (typeof raw === 'number' ? raw : otherwise);

export const OrderingSection = ({ draft, onChange, faults, errors }: PartProps) => {
  const t = useText(catalogueWords);
  const toggle = (slot: (typeof slots)[number], isOn: boolean): void =>
    onChange({ requires: slots.filter((each) => (each === slot ? isOn : draft.requires.includes(each))) });
  return (
    <Section title={t.ordering} text={t.orderingText}>
      <Stack gap="md">
        <SimpleGrid cols={2} spacing="md">
          <NumberInput
            label={t.minQuantity}
            value={draft.minQuantity}
            min={1}
            max={999}
            allowDecimal={false}
            onChange={(raw) => onChange({ minQuantity: numberOf(raw, 1) })}
          />
          <NumberInput
            label={t.maxQuantity}
            value={draft.maxQuantity}
            min={1}
            max={999}
            allowDecimal={false}
            onChange={(raw) => onChange({ maxQuantity: numberOf(raw, draft.maxQuantity) })}
            error={faults.has('quantity') ? t.quantityWrong : errors['maxQuantity']}
          />
        </SimpleGrid>
        <Checkbox.Group label={t.requires} value={[...draft.requires]} size="md">
          <Stack gap="xs" mt="xs">
            {slots.map((slot) => (
              <Checkbox
                key={slot}
                value={slot}
                label={t.slots[slot]}
                onChange={(event) => toggle(slot, event.currentTarget.checked)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Switch
          label={t.available}
          description={t.availableHint}
          checked={draft.available}
          onChange={(event) => onChange({ available: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  );
};

export const ContentsSection = ({ draft, onChange, errors, ownId }: PartProps & { readonly ownId: string | null }) => {
  const t = useText(catalogueWords);
  const language = useLanguage();
  const { data } = useAllServices();
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  const possible = all.filter(
    ({ id, kind, status }) =>
      draft.includes.includes(id) || (id !== ownId && kind === 'service' && status !== 'archived'),
  );
  return (
    <Section title={t.contents} text={t.contentsHint}>
      <MultiSelect
        size="md"
        aria-label={t.contents}
        data={possible.map(({ id, name }) => ({ value: id, label: localized(name, language) }))}
        value={[...draft.includes]}
        onChange={(includes) => onChange({ includes: includes as ServiceDraft['includes'] })}
        searchable
        limit={50}
        maxValues={50}
        hidePickedOptions
        error={errors['includes']}
      />
    </Section>
  );
};

export const VisibilitySection = ({ draft, onChange }: PartProps) => {
  const t = useText(catalogueWords);
  return (
    <Section title={t.visibility}>
      <Radio.Group
        aria-label={t.visibility}
        value={draft.status}
        onChange={(status) => onChange({ status: oneOf(status, serviceStatuses) ?? 'draft' })}
      >
        <Stack gap="sm">
          {serviceStatuses.map((status) => (
            <Radio key={status} value={status} label={t.statuses[status]} description={t.statusHints[status]} />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
};
