import { useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconKeyboard, IconLanguage, IconMoon, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../../shared/api/me.js';
import { useLanguage, useText } from '../../shared/i18n/dictionary.js';
import { shellWords } from '../../shared/i18n/shell.js';
import { prefer } from '../../shared/lib/preferences.js';
import { useStore } from '../../shared/lib/store.js';
import { visibleEntries } from './nav.js';
import { helpOpened, paletteAsked } from './opened.js';

const [store, spotlight] = createSpotlight();

const useActs = (): SpotlightActionGroupData => {
  const t = useText(shellWords);
  const other = useLanguage() === 'en' ? 'ar' : 'en';
  const { toggleColorScheme } = useMantineColorScheme();
  return {
    group: t.actions,
    actions: [
      {
        id: 'language',
        label: t.languageLabel,
        keywords: [shellWords.en.switchLanguage, shellWords.ar.switchLanguage],
        leftSection: <IconLanguage size={20} stroke={1.6} />,
        onClick: () => prefer({ language: other }),
      },
      {
        id: 'scheme',
        label: `${t.scheme.label}: ${t.scheme.light} / ${t.scheme.dark}`,
        leftSection: <IconMoon size={20} stroke={1.6} />,
        onClick: toggleColorScheme,
      },
      {
        id: 'keys',
        label: t.shortcuts,
        leftSection: <IconKeyboard size={20} stroke={1.6} />,
        onClick: () => helpOpened.set(true),
      },
    ],
  };
};

const useScreens = (): SpotlightActionGroupData => {
  const t = useText(shellWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const actions = visibleEntries(useMe()).map(({ to, label, icon: Icon }) => ({
    id: to,
    label: label[language],
    keywords: [label.en, label.ar],
    leftSection: <Icon size={20} stroke={1.6} />,
    onClick: () => void navigate({ to }),
  }));
  return { group: t.screens, actions };
};

/** ⌘/Ctrl+K: every screen and the acts that belong to none. Both languages are searched. */
export const Palette = () => {
  const t = useText(shellWords);
  const asked = useStore(paletteAsked);
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  return (
    <Spotlight
      store={store}
      attributes={{ content: { 'aria-label': t.search } }}
      actions={[useScreens(), useActs()]}
      nothingFound={t.nothingFound}
      // The frame listens for the keys: they also work before this piece is here.
      shortcut={null}
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.35, blur: 2 }}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t.searchHint,
        'aria-label': t.searchHint,
      }}
    />
  );
};
