import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useText } from '../../shared/i18n/dictionary.js';
import { settingsWords } from '../../shared/i18n/settings.js';
import { Section } from '../../shared/ui/screen.js';

/** Mails are each person's own choice, and each form's. */
export const MailTab = () => {
  const t = useText(settingsWords).mail;
  return (
    <Section title={t.title} text={t.text}>
      <Stack align="flex-start" gap="md">
        <Button component={Link} to="/account" variant="light">
          {t.own}
        </Button>
        <Text>{t.formsText}</Text>
        <Button component={Link} to="/forms" variant="default">
          {t.forms}
        </Button>
      </Stack>
    </Section>
  );
};
