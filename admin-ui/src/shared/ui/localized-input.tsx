import { Input, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { LocalizedText } from '../api/types.js';
import { useLanguage, useText } from '../i18n/dictionary.js';
import type { Language } from '../i18n/plural.js';
import { uiWords } from '../i18n/ui.js';

type Props = {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly multiline?: boolean;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean;
};

/** An empty text is no text: the language falls away. */
export const withText = (value: LocalizedText, language: Language, text: string): LocalizedText => {
  const { [language]: _old, ...others } = value;
  return text === '' ? others : { ...others, [language]: text };
};

/** One text in English and Arabic, a tab each; the tab says which is still empty. */
export const LocalizedInput = ({ label, description, value, onChange, error, required = false, ...rest }: Props) => {
  const t = useText(uiWords);
  const [tab, setTab] = useState<Language>(useLanguage());
  const id = useId();
  const Control = rest.multiline === true ? Textarea : TextInput;
  const nameOf = (language: Language, name: string): string =>
    value[language] === undefined ? `${name} (${t.missing})` : name;
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error} required={required} size="md">
      <Stack gap={6} mt={4}>
        <SegmentedControl
          size="xs"
          value={tab}
          onChange={(next) => setTab(next === 'ar' ? 'ar' : 'en')}
          data={[
            { value: 'en', label: nameOf('en', t.english) },
            { value: 'ar', label: nameOf('ar', t.arabic) },
          ]}
          aria-label={label}
          style={{ alignSelf: 'flex-start' }}
        />
        <Control
          id={id}
          lang={tab}
          dir={tab === 'ar' ? 'rtl' : 'ltr'}
          value={value[tab] ?? ''}
          onChange={(event) => onChange(withText(value, tab, event.currentTarget.value))}
          maxLength={rest.maxLength}
          disabled={rest.disabled === true}
          error={error !== undefined}
          {...(rest.multiline === true && { autosize: true, minRows: 3, maxRows: 12 })}
        />
      </Stack>
    </Input.Wrapper>
  );
};
