import { SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assistantsWords } from '../../shared/i18n/assistants.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { Section } from '../../shared/ui/screen.js';
import type { PartProps } from './behaviour-fields.js';
import { type Config, sentencesQuery } from './data.js';

type Language = 'en' | 'ar';

const worded = (config: Config, language: Language, id: string, text: string): Config => {
  const { [id as 'greet']: _before, ...others } = config.wording[language] ?? {};
  const sentences = text === '' ? others : { ...others, [id]: text };
  return { ...config, wording: { ...config.wording, [language]: sentences } };
};

/** The tenant's own sentences, one at a time beside the reviewed one. */
export const WordingFields = ({ config, onChange, disabled }: PartProps) => {
  const t = useText(assistantsWords);
  const panel = useLanguage();
  const [id, setId] = useState('greet');
  const [language, setLanguage] = useState<Language>(panel);
  const { data } = useQuery(sentencesQuery);
  const sentences = data?.items ?? [];
  const reviewed = sentences.find((each) => each.id === id)?.[language] ?? '';
  const own = (config.wording[language] as Readonly<Record<string, string>> | undefined)?.[id] ?? '';
  const isOwn = (each: string): boolean =>
    (['en', 'ar'] as const).some((lang) => Object.hasOwn(config.wording[lang] ?? {}, each));
  return (
    <Section title={t.wording} text={t.wordingText}>
      <Stack>
        <SegmentedControl
          w="fit-content"
          aria-label={t.wordingLanguage}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={(['en', 'ar'] as const).map((each) => ({ value: each, label: t.languageNames[each] }))}
        />
        <Select
          label={t.wordingPick}
          searchable
          allowDeselect={false}
          value={id}
          onChange={(value) => setId(value ?? 'greet')}
          data={sentences.map((each) => ({ value: each.id, label: `${isOwn(each.id) ? '● ' : ''}${each[panel]}` }))}
        />
        <div>
          <Text size="sm" c="dimmed">
            {t.reviewed}
          </Text>
          <Text dir="auto" lang={language}>
            {reviewed}
          </Text>
        </div>
        <Textarea
          label={t.own}
          autosize
          minRows={2}
          maxLength={400}
          dir="auto"
          lang={language}
          disabled={disabled}
          value={own}
          onChange={(event) => onChange(worded(config, language, id, event.currentTarget.value))}
        />
      </Stack>
    </Section>
  );
};
