import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meQuery } from '../shared/api/me.js';
import { useText } from '../shared/i18n/dictionary.js';
import { shellWords } from '../shared/i18n/shell.js';
import { screenTitle } from '../shared/lib/screen-title.js';
import { useStore } from '../shared/lib/store.js';
import { waitingCount } from './waiting-count.js';

/** "(2) Orders · Noor Spa · Wakil": what waits for a person is seen from another tab. */
export const TitleKeeper = () => {
  const t = useText(shellWords);
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const screen = useStore(screenTitle);
  const waiting = useStore(waitingCount);
  const business = me?.tenant?.name;
  useEffect(() => {
    const parts = [screen, business, t.product].filter((part) => part !== undefined && part !== '');
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${parts.join(' · ')}`;
  }, [screen, business, waiting, t.product]);
  return null;
};
