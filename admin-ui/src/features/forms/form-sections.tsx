import { SegmentedControl, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../shared/i18n/dictionary.js';
import { formsWords } from '../../shared/i18n/forms.js';
import { LocalizedInput } from '../../shared/ui/localized-input.js';
import { Section } from '../../shared/ui/screen.js';
import type { FormDraft } from './model/form-draft.js';

export type PartProps = {
  readonly draft: FormDraft;
  readonly onChange: (change: Partial<FormDraft>) => void;
  readonly faults: ReadonlySet<string>;
  readonly errors: Readonly<Record<string, string>>;
};

const Where = ({ draft, onChange, faults, errors }: PartProps) => {
  const t = useText(formsWords);
  const isExternal = draft.externalUrl !== null;
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t.kind}
        value={isExternal ? 'external' : 'own'}
        onChange={(kind) => onChange({ externalUrl: kind === 'external' ? 'https://' : null })}
        data={[
          { value: 'own', label: t.kinds.own },
          { value: 'external', label: t.kinds.external },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      {!isExternal && (
        <Switch
          label={t.inChat}
          description={t.inChatHint}
          checked={draft.asksInChat}
          onChange={(event) => onChange({ asksInChat: event.currentTarget.checked })}
        />
      )}
      {isExternal && (
        <TextInput
          label={t.url}
          description={t.urlHint}
          type="url"
          dir="ltr"
          required
          maxLength={500}
          value={draft.externalUrl ?? ''}
          error={faults.has('externalUrl') ? t.urlWrong : errors['externalUrl']}
          onChange={(event) => onChange({ externalUrl: event.currentTarget.value })}
        />
      )}
    </Stack>
  );
};

export const BasicsSection = (props: PartProps) => {
  const { draft, onChange, faults, errors } = props;
  const t = useText(formsWords);
  return (
    <Section>
      <Stack gap="md">
        <TextInput
          label={t.name}
          description={t.nameHint}
          value={draft.name}
          maxLength={80}
          dir="auto"
          required
          error={faults.has('name') ? t.nameWrong : errors['name']}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <LocalizedInput
          label={t.heading}
          description={t.headingHint}
          value={draft.title}
          onChange={(title) => onChange({ title })}
          maxLength={80}
          required
          error={faults.has('title') ? t.headingWrong : errors['title']}
        />
        <Where {...props} />
      </Stack>
    </Section>
  );
};

const isMail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

const Notify = ({ draft, onChange, errors }: PartProps) => {
  const t = useText(formsWords);
  const [isWrong, setWrong] = useState(false);
  const said = Object.entries(errors).find(([path]) => path.startsWith('notify'))?.[1];
  const set = (mails: readonly string[]): void => {
    const good = mails.map((each) => each.trim().toLowerCase()).filter(isMail);
    setWrong(good.length < mails.length);
    onChange({ notify: good });
  };
  return (
    <TagsInput
      size="md"
      label={t.notify}
      description={t.notifyHint}
      value={[...draft.notify]}
      onChange={set}
      maxTags={10}
      acceptValueOnBlur
      dir="ltr"
      error={isWrong ? t.notifyWrong : said}
    />
  );
};

export const AfterSection = (props: PartProps) => {
  const { draft, onChange, errors } = props;
  const t = useText(formsWords);
  const isOwn = draft.externalUrl === null;
  return (
    <Section title={t.after}>
      <Stack gap="md">
        {isOwn && (
          <LocalizedInput
            label={t.submit}
            value={draft.submitLabel}
            onChange={(submitLabel) => onChange({ submitLabel })}
            maxLength={40}
            error={errors['submitLabel']}
          />
        )}
        {isOwn && (
          <LocalizedInput
            label={t.thanks}
            value={draft.thanks}
            onChange={(thanks) => onChange({ thanks })}
            maxLength={500}
            multiline
            error={errors['thanks']}
          />
        )}
        <Notify {...props} />
      </Stack>
    </Section>
  );
};
