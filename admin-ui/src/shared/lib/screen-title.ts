import { useEffect } from 'react';
import { createStore } from './store.js';

/** The name of the screen in sight; `app/title-keeper.tsx` puts it into the document's title. */
export const screenTitle = createStore('');

export const useScreenTitle = (title: string): void => {
  useEffect(() => {
    screenTitle.set(title);
  }, [title]);
};
