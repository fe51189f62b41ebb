import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { localized } from '../../shared/i18n/format.js';
import { Section } from '../../shared/ui/screen.js';
import type { PartProps } from './behaviour-fields.js';
import { type Intent, targetFaqsQuery, targetFormsQuery, targetServicesQuery } from './data.js';

type Target = Intent['target'];
const kinds = [
  'answer_faq',
  'quote_price',
  'describe',
  'availability',
  'ask_form',
  'list_services',
  'hand_over',
] as const;

const subjectOf = (target: Target): string | null => {
  if ('faq' in target) return target.faq;
  if ('form' in target) return target.form;
  return 'service' in target ? target.service : null;
};

const targetFor = (kind: Target['do'], subject: string): Target => {
  if (kind === 'answer_faq') return { do: kind, faq: subject as never };
  if (kind === 'ask_form') return { do: kind, form: subject as never };
  if (kind === 'list_services' || kind === 'hand_over') return { do: kind };
  return { do: kind, service: subject as never };
};

/** What a target of this kind can be about. */
const useSubjects = (kind: Target['do']): { value: string; label: string }[] => {
  const language = useLanguage();
  const { data: faqs } = useQuery(targetFaqsQuery);
  const { data: services } = useQuery(targetServicesQuery);
  const { data: forms } = useQuery(targetFormsQuery);
  if (kind === 'list_services' || kind === 'hand_over') return [];
  if (kind === 'ask_form')
    return (forms?.items ?? [])
      .filter(({ status, asksInChat }) => status === 'active' && asksInChat)
      .map(({ id, name }) => ({ value: id, label: name }));
  return kind === 'answer_faq'
    ? (faqs?.items ?? []).map(({ id, questions }) => ({ value: id, label: questions[0] ?? id }))
    : (services?.items ?? []).map(({ id, name }) => ({ value: id, label: localized(name, language) }));
};

type RowProps = {
  readonly intent: Intent;
  readonly place: number;
  readonly disabled: boolean;
  readonly onChange: (intent: Intent | null) => void;
};

const TargetFields = ({ intent, disabled, onChange }: Omit<RowProps, 'place'>) => {
  const t = useText(assistantsWords);
  const subjects = useSubjects(intent.target.do);
  const faqs = useSubjects('answer_faq');
  const services = useSubjects('describe');
  const forms = useSubjects('ask_form');
  const choose = (kind: Target['do']): void => {
    const [first] = kind === 'answer_faq' ? faqs : kind === 'ask_form' ? forms : services;
    onChange({ ...intent, target: targetFor(kind, first?.value ?? '') });
  };
  return (
    <Group grow align="flex-start">
      <Select
        label={t.target}
        allowDeselect={false}
        disabled={disabled}
        value={intent.target.do}
        data={kinds.map((kind) => ({ value: kind, label: t.targets[kind] }))}
        onChange={(kind) => choose((kind ?? 'hand_over') as Target['do'])}
      />
      {intent.target.do === 'ask_form' && subjects.length === 0 && <Text size="sm">{t.noForms}</Text>}
      {subjects.length > 0 && (
        <Select
          label={t.which}
          searchable
          allowDeselect={false}
          disabled={disabled}
          value={subjectOf(intent.target)}
          data={subjects}
          onChange={(subject) => onChange({ ...intent, target: targetFor(intent.target.do, subject ?? '') })}
        />
      )}
    </Group>
  );
};

const Row = ({ intent, place, disabled, onChange }: RowProps) => {
  const t = useText(assistantsWords);
  return (
    <Stack gap="xs" component="fieldset" bd="1px solid var(--mantine-color-default-border)" p="sm">
      <legend>{intent.name === '' ? t.intent(place) : <bdi dir="auto">{intent.name}</bdi>}</legend>
      <TextInput
        label={t.intentName}
        maxLength={60}
        dir="auto"
        disabled={disabled}
        value={intent.name}
        onChange={(event) => onChange({ ...intent, name: event.currentTarget.value })}
      />
      <Textarea
        label={t.phrases}
        description={t.phrasesHint}
        autosize
        minRows={3}
        dir="auto"
        disabled={disabled}
        value={intent.phrases.join('\n')}
        onChange={(event) => onChange({ ...intent, phrases: event.currentTarget.value.split('\n') })}
      />
      <TargetFields intent={intent} disabled={disabled} onChange={onChange} />
      {!disabled && (
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => onChange(null)}>
          {t.removeIntent(intent.name === '' ? t.intent(place) : intent.name)}
        </Button>
      )}
    </Stack>
  );
};

export const IntentFields = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  const { intents } = config;
  const replace = (at: number, intent: Intent | null): void =>
    onChange({ ...config, intents: intents.flatMap((each, index) => (index === at ? (intent ?? []) : each)) });
  const add = (): void =>
    onChange({ ...config, intents: [...intents, { name: '', phrases: [], target: { do: 'hand_over' } }] });
  const button = !disabled && (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
      {t.addIntent}
    </Button>
  );
  return (
    <Section title={t.intents} text={t.intentsText} actions={button}>
      <Stack>
        {intents.map((intent, index) => (
          <Row
            // A wish has no name yet when it is added: its place is all that tells it from others.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            intent={intent}
            place={index + 1}
            disabled={disabled}
            onChange={(changed) => replace(index, changed)}
          />
        ))}
      </Stack>
    </Section>
  );
};
