import { useDebouncedValue } from '@mantine/hooks';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { loadWidget, type Widget } from './load-widget.js';
import type { WidgetConfig } from './preview-config.js';

/** While somebody types, the chat is drawn again at most so often. */
const settleMs = 150;
/** Themes and forms come a moment after the rest; the old picture stays until then. */
const dressMs = 60;
/** No business can be called so: nothing a visitor has written on this site is in its drawer. */
const nobody = '.preview';

export type PreviewState = 'loading' | 'shown' | 'failed';
type Shown = { readonly widget: Widget; readonly slot: HTMLElement };

const put = async (place: Element, config: WidgetConfig): Promise<Shown | null> => {
  const WidgetClass = await loadWidget();
  const slot = document.createElement('div');
  slot.dataset['coming'] = '';
  place.append(slot);
  const widget = new WidgetClass({ company: nobody, container: slot, config });
  const isThere = await widget.ready;
  await new Promise((done) => setTimeout(done, dressMs));
  if (isThere) return { widget, slot };
  slot.remove();
  return null;
};

const remove = (shown: Shown | null): void => {
  shown?.widget.destroy();
  shown?.slot.remove();
};

/** The real widget in `place`, drawn anew for each configuration: the new one is dressed before the old one goes. */
export const useWidget = (place: RefObject<HTMLElement | null>, wanted: WidgetConfig): PreviewState => {
  const [state, setState] = useState<PreviewState>('loading');
  const shown = useRef<Shown | null>(null);
  // Equal configurations are equal texts: a rendering that changed nothing draws nothing.
  const [text] = useDebouncedValue(JSON.stringify(wanted), settleMs);
  useEffect(() => {
    let isOver = false;
    const draw = async (): Promise<void> => {
      if (place.current === null) return;
      const next = await put(place.current, JSON.parse(text) as WidgetConfig);
      if (isOver) return remove(next);
      if (next === null) return setState('failed');
      remove(shown.current);
      shown.current = next;
      delete next.slot.dataset['coming'];
      setState('shown');
    };
    draw().catch(() => !isOver && setState('failed'));
    return () => {
      isOver = true;
    };
  }, [text, place]);
  useEffect(
    () => () => {
      remove(shown.current);
      shown.current = null;
    },
    [],
  );
  return state;
};
