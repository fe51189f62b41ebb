import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { prefer } from '../../shared/lib/preferences.js';

/** Before the sign-in, where a menu of three would be a third of the page's weight: to the other one. */
export const SchemeToggle = () => {
  const t = useText(shellWords).scheme;
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const other = now === 'light' ? 'dark' : 'light';
  const Icon = now === 'light' ? IconMoon : IconSun;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={`${t.label}: ${t[other]}`}
      onClick={() => setColorScheme(other)}
    >
      <Icon size={20} stroke={1.6} />
    </ActionIcon>
  );
};

export const LanguageSwitch = () => {
  const t = useText(shellWords);
  const other = useLanguage() === 'en' ? 'ar' : 'en';
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      fw={500}
      h={36}
      px="xs"
      lang={other}
      onClick={() => prefer({ language: other })}
    >
      {t.switchLanguage}
    </Button>
  );
};
