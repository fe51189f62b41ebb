import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';

/**
 * Asks before what was typed is left behind: in the panel, by closing the tab, by going back. The returned function lets go
 * at once, for leaving right after a save.
 */
export const useUnsaved = (isUnsaved: boolean): (() => void) => {
  const t = useText(uiWords);
  const isLetGo = useRef(false);
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      // Another tab or drawer of the same screen keeps the form.
      isUnsaved && !isLetGo.current && current.pathname !== next.pathname && !window.confirm(t.leaveUnsaved),
    enableBeforeUnload: () => isUnsaved && !isLetGo.current,
  });
  return () => {
    isLetGo.current = true;
  };
};
