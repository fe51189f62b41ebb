import { type DragEvent, useState } from 'react';
import { moved } from './moved.js';

/**
 * A list that is put in order by dragging a handle. Only things of the same `group` fall among each other; the same move by
 * keyboard is `MoveButtons`.
 */
export const useReorder = <T>(group: string, list: readonly T[], onChange: (list: T[]) => void) => {
  const [from, setFrom] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const type = `application/x-wakil-${group}`.toLowerCase();
  const end = (): void => {
    setFrom(null);
    setOver(null);
  };
  return {
    over: from === null ? null : over,
    handle: (at: number) => ({
      draggable: true,
      onDragStart: (event: DragEvent): void => {
        event.dataTransfer.setData(type, String(at));
        event.dataTransfer.effectAllowed = 'move';
        setFrom(at);
      },
      onDragEnd: end,
    }),
    place: (at: number) => ({
      onDragOver: (event: DragEvent): void => {
        if (from === null || !event.dataTransfer.types.includes(type)) return;
        event.preventDefault();
        setOver(at);
      },
      onDrop: (event: DragEvent): void => {
        if (from === null || !event.dataTransfer.types.includes(type)) return;
        event.preventDefault();
        if (from !== at) onChange(moved(list, from, at));
        end();
      },
    }),
  };
};
