import { ActionIcon, Button, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { LocalizedText } from '../../shared/api/types.js';
import { catalogueWords } from '../../shared/i18n/catalogue.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { uiWords } from '../../shared/i18n/ui.js';
import { withText } from '../../shared/ui/localized-input.js';
import { Section } from '../../shared/ui/screen.js';
import type { OptionDraft } from './model/service-draft.js';
import classes from './options-section.module.css';
import type { PartProps } from './service-sections.js';

type PairProps = {
  readonly label: string;
  readonly value: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
  readonly onRemove: () => void;
  readonly removeLabel: string;
};

/** Both languages side by side: short words do not deserve a tab each. */
const Pair = ({ label, value, onChange, onRemove, removeLabel }: PairProps) => {
  const common = useText(uiWords);
  return (
    <div className={classes['pair']}>
      <TextInput
        aria-label={`${label}, ${common.english}`}
        placeholder={common.english}
        dir="ltr"
        lang="en"
        maxLength={60}
        value={value.en ?? ''}
        onChange={(event) => onChange(withText(value, 'en', event.currentTarget.value))}
      />
      <TextInput
        aria-label={`${label}, ${common.arabic}`}
        placeholder={common.arabic}
        dir="rtl"
        lang="ar"
        maxLength={60}
        value={value.ar ?? ''}
        onChange={(event) => onChange(withText(value, 'ar', event.currentTarget.value))}
      />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={removeLabel} onClick={onRemove}>
        <IconTrash size={18} />
      </ActionIcon>
    </div>
  );
};

const replaced = <T,>(list: readonly T[], at: number, value: T): T[] =>
  list.map((each, n) => (n === at ? value : each));
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_each, n) => n !== at);

type OptionProps = {
  readonly option: OptionDraft;
  readonly onChange: (option: OptionDraft) => void;
  readonly onRemove: () => void;
};

const Option = ({ option, onChange, onRemove }: OptionProps) => {
  const t = useText(catalogueWords);
  const { name, values } = option;
  return (
    <fieldset className={classes['option']}>
      <legend className={classes['legend']}>{t.optionName}</legend>
      <Pair
        label={t.optionName}
        value={name}
        onChange={(next) => onChange({ name: next, values })}
        onRemove={onRemove}
        removeLabel={t.removeOption}
      />
      <Text size="sm" fw={600} mt="sm" mb={4}>
        {t.optionValues}
      </Text>
      <Stack gap="xs">
        {values.map((value, at) => (
          <Pair
            // Values have no name of their own; they are only ever added at the end.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={at}
            label={`${t.optionValue} ${at + 1}`}
            value={value}
            onChange={(next) => onChange({ name, values: replaced(values, at, next) })}
            onRemove={() => onChange({ name, values: without(values, at) })}
            removeLabel={t.removeValue}
          />
        ))}
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={values.length >= 30}
          onClick={() => onChange({ name, values: [...values, {}] })}
          style={{ alignSelf: 'flex-start' }}
        >
          {t.addValue}
        </Button>
      </Stack>
    </fieldset>
  );
};

export const OptionsSection = ({ draft: { options }, onChange, errors }: PartProps) => {
  const t = useText(catalogueWords);
  return (
    <Section title={t.options} text={t.optionsText}>
      <Stack gap="md">
        {options.map((option, at) => (
          <Option
            // biome-ignore lint/suspicious/noArrayIndexKey: choices have no name of their own
            key={at}
            option={option}
            onChange={(next) => onChange({ options: replaced(options, at, next) })}
            onRemove={() => onChange({ options: without(options, at) })}
          />
        ))}
        {errors['options'] !== undefined && <Text c="var(--mantine-color-error)">{errors['options']}</Text>}
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlus size={16} />}
          disabled={options.length >= 10}
          onClick={() => onChange({ options: [...options, { name: {}, values: [{}, {}] }] })}
          style={{ alignSelf: 'flex-start' }}
        >
          {t.addOption}
        </Button>
      </Stack>
    </Section>
  );
};
