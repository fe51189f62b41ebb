import { DirectionProvider, localStorageColorSchemeManager, MantineProvider, useDirection } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffectEvent, useLayoutEffect } from 'react';
import { useLanguage } from '../shared/i18n/dictionary.js';
import { pageNonce } from '../shared/lib/nonce.js';
import { preferences } from '../shared/lib/preferences.js';
import { createQueryClient } from './query-client.js';
import { createPanelRouter } from './router.js';
import { cssVariables, theme } from './theme.js';
import { TitleKeeper } from './title-keeper.js';

const queryClient = createQueryClient();
const router = createPanelRouter(queryClient);
const colorSchemeManager = localStorageColorSchemeManager({ key: 'wakil-color-scheme' });
const directionOf = (language: string): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

/** Keeps `<html lang dir>` right; switching needs no new page. */
const LanguageKeeper = () => {
  const language = useLanguage();
  const { setDirection } = useDirection();
  // The setter is a new function on each rendering; only the language matters.
  const turn = useEffectEvent(() => setDirection(directionOf(language)));
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    turn();
  }, [language]);
  return null;
};

export const App = () => (
  <DirectionProvider initialDirection={directionOf(preferences.get().language)} detectDirection={false}>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={pageNonce}
    >
      <LanguageKeeper />
      <QueryClientProvider client={queryClient}>
        <TitleKeeper />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </DirectionProvider>
);
