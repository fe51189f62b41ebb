import { SegmentedControl, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { localized } from '../../shared/i18n/format.js';
import { formsWords } from '../../shared/i18n/forms.js';
import type { Language } from '../../shared/i18n/plural.js';
import { uiWords } from '../../shared/i18n/ui.js';
import type { FormField } from './data.js';
import classes from './form-preview.module.css';
import type { FormDraft } from './model/form-draft.js';

/** A picture of a field: nothing here can be typed into or reached by keyboard. */
const Field = ({ field, language }: { readonly field: FormField; readonly language: Language }) => {
  const label = localized(field.label, language) || '…';
  const mark = field.required && <span className={classes['mark']}> *</span>;
  if (field.type === 'checkbox')
    return (
      <div className={classes['tick']}>
        <span className={classes['box']} />
        <span>
          {label}
          {mark}
        </span>
      </div>
    );
  return (
    <div>
      <div className={classes['label']}>
        {label}
        {mark}
      </div>
      <div className={classes['input']} data-type={field.type}>
        {field.type === 'select' ? localized(field.options[0] ?? {}, language) : ''}
      </div>
    </div>
  );
};

const Own = ({ draft, language }: { readonly draft: FormDraft; readonly language: Language }) => {
  const t = useText(formsWords);
  return (
    <>
      {draft.fields.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.previewEmpty}
        </Text>
      )}
      {draft.fields.map((field) => (
        <Field key={field.key} field={field} language={language} />
      ))}
      <div className={classes['button']}>{localized(draft.submitLabel, language) || '…'}</div>
    </>
  );
};

/** The form as visitors see it, in either of their languages. */
export const FormPreview = ({ draft }: { readonly draft: FormDraft }) => {
  const t = useText(formsWords);
  const common = useText(uiWords);
  const [language, setLanguage] = useState<Language>(useLanguage());
  return (
    <aside className={classes['side']} aria-label={t.preview}>
      <div className={classes['head']}>
        <Title order={2} size="h3">
          {t.preview}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t.preview}
          value={language}
          onChange={(next) => setLanguage(next === 'ar' ? 'ar' : 'en')}
          data={[
            { value: 'en', label: common.english },
            { value: 'ar', label: common.arabic },
          ]}
        />
      </div>
      <div className={classes['card']} dir={language === 'ar' ? 'rtl' : 'ltr'} lang={language}>
        <div className={classes['title']}>{localized(draft.title, language) || '…'}</div>
        {draft.externalUrl === null ? (
          <Own draft={draft} language={language} />
        ) : (
          <div className={classes['button']}>
            <IconExternalLink size={16} aria-hidden /> {localized(draft.title, language) || '…'}
          </div>
        )}
      </div>
      {draft.externalUrl === null && (
        <div className={classes['thanks']}>
          <Text size="sm" c="dimmed">
            {t.previewSent}
          </Text>
          <div className={classes['bubble']} dir={language === 'ar' ? 'rtl' : 'ltr'} lang={language}>
            {localized(draft.thanks, language) || '…'}
          </div>
        </div>
      )}
    </aside>
  );
};
