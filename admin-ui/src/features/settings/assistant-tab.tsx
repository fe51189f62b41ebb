import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Tenant } from '../../shared/api/types.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { settingsWords } from '../../shared/i18n/settings.js';
import { omitSchema } from '../../shared/ui/pick-schema.js';
import { SchemaForm } from '../../shared/ui/schema-form.js';
import { Section } from '../../shared/ui/screen.js';
import { errorsOfPart, type TabProps } from './form.js';
import { languageFields } from './parts.js';

/** Drawn from the server's schema: what a later server adds appears here by itself. */
export const AssistantTab = ({ draft, schemas, errors, disabled }: TabProps) => {
  const t = useText(settingsWords);
  const { value, set } = draft;
  return (
    <Section title={t.assistant.title} text={t.assistant.text}>
      <Text size="sm" c="dimmed" mb="md">
        {t.assistant.liveAtOnce}{' '}
        <Anchor td="underline" renderRoot={(props) => <Link to="/assistants" {...props} />}>
          {t.assistant.toAssistants}
        </Anchor>
      </Text>
      <SchemaForm
        schema={omitSchema(schemas.assistant, languageFields)}
        value={value.assistant}
        onChange={(assistant) => set({ ...value, assistant: assistant as Tenant['assistant'] })}
        errors={errorsOfPart(errors, 'assistant')}
        words={t.fields}
        options={t.options}
        disabled={disabled}
      />
    </Section>
  );
};
