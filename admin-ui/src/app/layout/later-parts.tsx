import { useHotkeys } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { leaveSession, onSession } from '../../shared/api/session.js';
import { fetchPiece } from '../../shared/lib/fetch-piece.js';
import { usePreferences } from '../../shared/lib/preferences.js';
import { useStore } from '../../shared/lib/store.js';
import { helpOpened, paletteAsked } from './opened.js';

type Piece = { readonly default: ComponentType };
const nothing: Piece = { default: () => null };
const Leave = () => {
  useEffect(leaveSession, []);
  return null;
};
const Palette = lazy(() =>
  fetchPiece(() => import('./palette.js')).then(
    (module): Piece => ({ default: module.Palette }),
    () => nothing,
  ),
);
const ShortcutsHelp = lazy(() =>
  fetchPiece(() => import('./shortcuts-help.js')).then(
    (module): Piece => ({ default: module.ShortcutsHelp }),
    () => nothing,
  ),
);

const SignInAgain = lazy(() =>
  fetchPiece(() => import('./sign-in-again.js')).then(
    (module) => ({ default: module.SignInAgain }),
    // Its file is gone: only a new page can ask who is there.
    () => ({ default: ({ opened }: { readonly opened: boolean }) => (opened ? <Leave /> : null) }),
  ),
);

export const openPalette = (): void => paletteAsked.set(paletteAsked.get() + 1);

const sequenceMs = 1_200;
const targets: Readonly<Record<string, string>> = { h: '/', i: '/inbox', o: '/orders' };

/** `g` and then a letter goes to a screen. */
const useGoKeys = (isOn: boolean): void => {
  const navigate = useNavigate();
  const startedAtMs = useRef(0);
  const go = (letter: string) => (): void => {
    const to = targets[letter];
    if (to !== undefined && Date.now() - startedAtMs.current < sequenceMs) void navigate({ to });
  };
  const start = (): void => {
    startedAtMs.current = Date.now();
  };
  useHotkeys(
    isOn
      ? [
          ['g', start],
          ['h', go('h')],
          ['i', go('i')],
          ['o', go('o')],
        ]
      : [],
  );
};

/** True a moment after the first screen has been drawn. */
const useIsIdle = (): boolean => {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), 2_000);
    return () => clearTimeout(timer);
  }, []);
  return isIdle;
};

const useIsEnded = (): boolean => {
  const [isEnded, setEnded] = useState(false);
  useEffect(() => onSession((event) => setEnded(event === 'ended')), []);
  return isEnded;
};

/** What nobody needs in the first moment: it is fetched when it is asked for, at the latest when the browser has time. */
export const LaterParts = () => {
  const { shortcuts } = usePreferences();
  useHotkeys([['mod + K', openPalette]], []);
  useHotkeys(shortcuts ? [['shift + ?', () => helpOpened.set(true)]] : []);
  useGoKeys(shortcuts);
  const isIdle = useIsIdle();
  const isEnded = useIsEnded();
  const isPaletteWanted = useStore(paletteAsked) > 0 || isIdle;
  const isHelpWanted = useStore(helpOpened) || isIdle;
  return (
    <>
      <Notifications position="bottom-right" limit={4} />
      <Suspense fallback={null}>
        {isPaletteWanted && <Palette />}
        {isHelpWanted && <ShortcutsHelp />}
        {(isEnded || isIdle) && <SignInAgain opened={isEnded} />}
      </Suspense>
    </>
  );
};
