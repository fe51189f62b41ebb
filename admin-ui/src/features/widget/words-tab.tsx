import { Stack } from '@mantine/core';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { errorAt } from '../../shared/ui/schema-fields.js';
import { Section } from '../../shared/ui/screen.js';
import { Choice } from './choice.js';
import { setterOf, type TabProps } from './form.js';

export const WordsTab = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(widgetWords).words;
  const { value } = draft;
  const set = setterOf(draft);
  return (
    <Section title={t.title}>
      <Stack gap="lg">
        <LocalizedInput
          label={t.header}
          description={t.headerHint}
          value={value.title}
          onChange={(title) => set('title', title)}
          error={errorAt(errors, 'title')}
          maxLength={60}
          disabled={disabled}
        />
        <LocalizedInput
          label={t.welcome}
          description={t.welcomeHint}
          multiline
          value={value.welcome}
          onChange={(welcome) => set('welcome', welcome)}
          error={errorAt(errors, 'welcome')}
          maxLength={500}
          disabled={disabled}
        />
        <Choice
          label={t.language}
          value={value.language}
          words={t.languages}
          onChange={(language) => set('language', language)}
          disabled={disabled}
        />
      </Stack>
    </Section>
  );
};
