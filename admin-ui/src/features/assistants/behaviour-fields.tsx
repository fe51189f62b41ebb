import { Checkbox, Group, Radio, SegmentedControl, Stack, Switch, TagsInput, Text, Textarea } from '@mantine/core';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useText } from '../../shared/i18n/dictionary.js';
import type { Config } from './data.js';
import { ThresholdField } from './threshold-field.js';

export type PartProps = {
  readonly config: Config;
  readonly onChange: (config: Config) => void;
  readonly disabled: boolean;
};

const allowed = ['small_talk', 'services', 'prices', 'faqs', 'orders'] as const;
const languages = ['en', 'ar'] as const;

const Modes = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  return (
    <Radio.Group
      label={t.answerMode}
      value={config.answerMode}
      onChange={(answerMode) => onChange({ ...config, answerMode: answerMode as Config['answerMode'] })}
    >
      <Stack gap="xs" mt="xs">
        {(['strict', 'warm', 'draft'] as const).map((mode) => (
          <Radio key={mode} value={mode} label={t.answerModes[mode]} disabled={disabled} />
        ))}
      </Stack>
    </Radio.Group>
  );
};

const Tone = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id="tone-label">
        {t.tone}
      </Text>
      <SegmentedControl
        aria-labelledby="tone-label"
        value={config.tone}
        disabled={disabled}
        onChange={(tone) => onChange({ ...config, tone: tone as Config['tone'] })}
        data={(['neutral', 'friendly', 'formal'] as const).map((tone) => ({ value: tone, label: t.tones[tone] }))}
      />
    </div>
  );
};

const Languages = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  const change = (spoken: string[]): void => {
    const kept = languages.filter((each) => spoken.includes(each));
    const [first] = kept;
    if (first === undefined) return;
    const defaultLanguage = kept.includes(config.defaultLanguage) ? config.defaultLanguage : first;
    onChange({ ...config, languages: kept, defaultLanguage });
  };
  return (
    <Group align="flex-start" gap="xl">
      <Checkbox.Group label={t.languages} value={config.languages} onChange={change}>
        <Group mt="xs">
          {languages.map((each) => (
            <Checkbox key={each} value={each} label={t.languageNames[each]} disabled={disabled} />
          ))}
        </Group>
      </Checkbox.Group>
      <Radio.Group
        label={t.defaultLanguage}
        value={config.defaultLanguage}
        onChange={(value) => onChange({ ...config, defaultLanguage: value as Config['defaultLanguage'] })}
      >
        <Group mt="xs">
          {config.languages.map((each) => (
            <Radio key={each} value={each} label={t.languageNames[each]} disabled={disabled} />
          ))}
        </Group>
      </Radio.Group>
    </Group>
  );
};

const Allowed = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  return (
    <Checkbox.Group
      label={t.allowed}
      value={config.allowedResponses}
      onChange={(given) => onChange({ ...config, allowedResponses: allowed.filter((each) => given.includes(each)) })}
    >
      <Group mt="xs">
        {allowed.map((each) => (
          <Checkbox key={each} value={each} label={t.allowedNames[each]} disabled={disabled} />
        ))}
      </Group>
    </Checkbox.Group>
  );
};

export const BehaviourFields = (props: PartProps) => {
  const t = useText(assistantsWords);
  const { config, onChange, disabled } = props;
  return (
    <Stack gap="lg">
      <Modes {...props} />
      <Tone {...props} />
      <ThresholdField {...props} />
      <Languages {...props} />
      <Allowed {...props} />
      <TagsInput
        label={t.keywords}
        value={config.escalationKeywords}
        disabled={disabled}
        maxTags={50}
        onChange={(escalationKeywords) => onChange({ ...config, escalationKeywords })}
      />
      <Textarea
        label={t.guidance}
        description={t.guidanceHint}
        autosize
        minRows={2}
        maxLength={2_000}
        dir="auto"
        disabled={disabled}
        value={config.guidance}
        onChange={(event) => onChange({ ...config, guidance: event.currentTarget.value })}
      />
      <Switch
        label={t.receipts}
        checked={config.priceReceipts}
        disabled={disabled}
        onChange={(event) => onChange({ ...config, priceReceipts: event.currentTarget.checked })}
      />
    </Stack>
  );
};
