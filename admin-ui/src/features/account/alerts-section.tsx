import { Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { accountWords } from '../../shared/i18n/account.js';
import { useText } from '../../shared/i18n/dictionary.js';
import { prefer, usePreferences } from '../../shared/lib/preferences.js';
import { Section } from '../../shared/ui/screen.js';
import { MailTopics } from './mail-topics.js';

/** The browser is asked only when the person wants it. */
const askBrowser = async (): Promise<boolean> =>
  'Notification' in window && (await Notification.requestPermission()) === 'granted';

export const AlertsSection = () => {
  const t = useText(accountWords).alerts;
  const { sound, notifications } = usePreferences();
  const [isRefused, setRefused] = useState(false);
  const switchBrowser = async (wanted: boolean): Promise<void> => {
    const isAllowed = wanted && (await askBrowser());
    setRefused(wanted && !isAllowed);
    prefer({ notifications: isAllowed });
  };
  return (
    <Section title={t.title}>
      <Stack gap="lg">
        <Switch
          label={t.sound}
          description={t.soundHint}
          checked={sound}
          onChange={(event) => prefer({ sound: event.currentTarget.checked })}
        />
        <Switch
          label={t.browser}
          description={t.browserHint}
          error={isRefused && t.refused}
          checked={notifications}
          onChange={(event) => void switchBrowser(event.currentTarget.checked)}
        />
        <MailTopics />
      </Stack>
    </Section>
  );
};
