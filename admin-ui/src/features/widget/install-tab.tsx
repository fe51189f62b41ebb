import { Group, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useText } from '../../shared/i18n/dictionary.js';
import { widgetWords } from '../../shared/i18n/widget.js';
import { CopyButton } from '../../shared/ui/copy-button.js';
import { errorAt } from '../../shared/ui/schema-fields.js';
import { Section } from '../../shared/ui/screen.js';
import { When } from '../../shared/ui/when.js';
import type { WidgetSettings } from './data.js';
import { isDomain, tidiedDomain } from './domains.js';
import { setterOf, type TabProps } from './form.js';
import { inlineSnippet } from './snippets.js';
import classes from './widget.module.css';

type SnippetProps = { readonly title: string; readonly hint: string; readonly code: string };

const Snippet = ({ title, hint, code }: SnippetProps) => (
  <div>
    <Group justify="space-between" gap="xs" mb={6}>
      <div className={classes['snippetWords']}>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      </div>
      <CopyButton value={code} size="compact-sm" />
    </Group>
    <pre className={classes['code']} dir="ltr">
      {code}
    </pre>
  </div>
);

const Seen = ({ of: { seen } }: { readonly of: WidgetSettings }) => {
  const t = useText(widgetWords).install;
  return (
    <p className={classes['seen']} role="status" data-seen={seen !== null || undefined}>
      {seen === null ? <IconClock size={20} aria-hidden /> : <IconCircleCheck size={20} aria-hidden />}
      {seen === null ? (
        <span>{t.notSeen}</span>
      ) : (
        <span>
          {t.seen} <bdi>{seen.origin}</bdi> · <When at={seen.at} />
        </span>
      )}
    </p>
  );
};

const Domains = ({ draft, errors, disabled }: TabProps) => {
  const t = useText(widgetWords).install;
  const { domains } = draft.value;
  const set = setterOf(draft);
  const wrong = domains.find((domain) => !isDomain(domain));
  const error = wrong === undefined ? errorAt(errors, 'domains') : t.wrong(wrong);
  return (
    <>
      <TagsInput
        label={t.domains}
        description={t.domainsHint}
        dir="ltr"
        styles={{ label: { textAlign: 'start' } }}
        size="md"
        maxTags={50}
        splitChars={[',', ' ', '\n']}
        value={domains}
        error={error}
        disabled={disabled}
        onChange={(next) => set('domains', [...new Set(next.map(tidiedDomain))])}
      />
      {domains.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t.domainsEmpty}
        </Text>
      )}
    </>
  );
};

export const InstallTab = (props: TabProps) => {
  const { draft, saved, disabled } = props;
  const t = useText(widgetWords).install;
  const set = setterOf(draft);
  return (
    <>
      <Section title={t.seenTitle}>
        <Stack gap="md">
          <Seen of={saved} />
          <Switch
            label={t.enabled}
            description={t.enabledHint}
            disabled={disabled}
            checked={draft.value.enabled}
            onChange={(event) => set('enabled', event.currentTarget.checked)}
          />
        </Stack>
      </Section>
      <Section title={t.domainsTitle}>
        <Domains {...props} />
      </Section>
      <Section title={t.snippetTitle} text={t.changed}>
        <Stack gap="lg">
          <Snippet title={t.bubble} hint={t.bubbleHint} code={saved.snippet} />
          <Snippet title={t.inline} hint={t.inlineHint} code={inlineSnippet(saved)} />
          <Snippet title={t.csp} hint={t.cspHint} code={saved.cspLine} />
        </Stack>
      </Section>
    </>
  );
};
