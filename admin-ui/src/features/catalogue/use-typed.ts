import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/** A search field that follows each key at once and tells when the typing pauses. */
export const useTyped = (value: string | undefined, onSettled: (value: string | undefined) => void) => {
  const [typed, setTyped] = useState(value ?? '');
  const settle = useDebouncedCallback((text: string) => onSettled(text.trim() === '' ? undefined : text.trim()), 250);
  return {
    typed,
    type: (text: string): void => {
      setTyped(text);
      settle(text);
    },
  };
};
