import { Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { AiOverview } from '../../../shared/api/ai.js';
import { aiWords } from '../../../shared/i18n/ai.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { Section } from '../../../shared/ui/screen.js';
import { dollars } from './data.js';
import { DollarInput } from './dollar-input.js';
import type { PartProps } from './models-section.js';

type Limits = AiOverview['limits'];
const money = ['tenantDailyMicros', 'platformDailyMicros'] as const;
const counts = ['degradePercent', 'maxOutputTokens', 'callMs', 'totalMs'] as const;

export const LimitsSection = ({ overview, draft, change, errors }: PartProps) => {
  const t = useText(aiWords);
  const set = (name: keyof Limits, value: number): void => change({ limits: { ...draft.limits, [name]: value } });
  const { spentMicros, reservedMicros } = overview.today;
  return (
    <Section title={t.limits} text={t.limitsText}>
      <Stack>
        <Text size="sm">
          {t.today(dollars(spentMicros + reservedMicros), dollars(overview.limits.platformDailyMicros))}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {money.map((name) => (
            <DollarInput
              key={name}
              label={t.limitNames[name]}
              micros={draft.limits[name]}
              error={errors[`limits.${name}`]}
              onChange={(micros) => set(name, micros ?? 0)}
            />
          ))}
          {counts.map((name) => (
            <NumberInput
              key={name}
              label={t.limitNames[name]}
              dir="ltr"
              min={1}
              allowDecimal={false}
              value={draft.limits[name]}
              error={errors[`limits.${name}`]}
              onChange={(value) => typeof value === 'number' && set(name, value)}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Section>
  );
};

type Helper = 'embedder' | 'transcriber';

const HelperField = ({ overview, draft, change, errors, helper }: PartProps & { readonly helper: Helper }) => {
  const t = useText(aiWords);
  const chosen = draft[helper];
  const isAble = (vendorId: string): boolean => {
    const vendor = overview.vendors.find(({ id }) => id === vendorId);
    return (helper === 'embedder' ? vendor?.embeds : vendor?.transcribes) === true;
  };
  const able = overview.connections.filter(({ vendor }) => isAble(vendor)).map(({ name }) => name);
  const set = (connection: string | null): void =>
    change({ [helper]: connection === null ? null : { connection, model: chosen?.model ?? '' } });
  return (
    <Group align="flex-start" grow>
      <Select
        label={t[helper]}
        placeholder={t.none}
        data={able}
        dir="ltr"
        clearable
        disabled={able.length === 0}
        value={chosen?.connection ?? null}
        error={errors[`${helper}.connection`]}
        onChange={set}
      />
      <TextInput
        label={t.model}
        aria-label={`${t[helper]}: ${t.model}`}
        placeholder={t.modelHint}
        dir="ltr"
        disabled={chosen === null}
        required={chosen !== null}
        maxLength={120}
        value={chosen?.model ?? ''}
        error={errors[`${helper}.model`]}
        onChange={(event) =>
          chosen !== null && change({ [helper]: { connection: chosen.connection, model: event.currentTarget.value } })
        }
      />
    </Group>
  );
};

/** Models that do not answer, but help: for voice notes, and for search by meaning. */
export const HelpersSection = (props: PartProps) => {
  const t = useText(aiWords);
  return (
    <Section title={t.helpers} text={t.helpersText}>
      <Stack>
        <HelperField {...props} helper="transcriber" />
        <HelperField {...props} helper="embedder" />
      </Stack>
    </Section>
  );
};
