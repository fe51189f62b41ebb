import { TextInput } from '@mantine/core';
import type { LocalizedText } from '../api/types.js';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import { withText } from './localized-input.js';
import classes from './text-pair.module.css';

type Props = {
  readonly label: string;
  readonly value: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
  readonly maxLength: number;
  readonly error?: string | undefined;
};

/** Both languages side by side: short words do not deserve a tab each. */
export const TextPair = ({ label, value, onChange, maxLength, error }: Props) => {
  const t = useText(uiWords);
  const names = { en: t.english, ar: t.arabic };
  return (
    <div className={classes['pair']}>
      {(['en', 'ar'] as const).map((language) => (
        <TextInput
          key={language}
          size="sm"
          aria-label={`${label}, ${names[language]}`}
          placeholder={names[language]}
          dir={language === 'ar' ? 'rtl' : 'ltr'}
          lang={language}
          maxLength={maxLength}
          value={value[language] ?? ''}
          error={language === 'en' ? error : error !== undefined}
          onChange={(event) => onChange(withText(value, language, event.currentTarget.value))}
        />
      ))}
    </div>
  );
};
