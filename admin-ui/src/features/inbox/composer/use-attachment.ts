import { notifications } from '@mantine/notifications';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { api } from '../../../shared/api/client.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { toastProblem } from '../../../shared/ui/toast.js';
import { whyNot } from '../model/attachment.js';

export type Attachment = { readonly name: string; readonly fileId: string | null };

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

const handlersOf = (take: (file: File | undefined) => void, setOver: (isOver: boolean) => void) => ({
  onPaste: (event: ClipboardEvent) => {
    const file = event.clipboardData.files[0];
    if (file === undefined) return;
    event.preventDefault();
    take(file);
  },
  onDragOver: (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  },
  onDragLeave: () => setOver(false),
  onDrop: (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  },
});

/** One file beside the text: chosen, pasted or dropped, and uploaded while the person still writes. */
export const useAttachment = (isAllowed: boolean) => {
  const t = useText(inboxWords).composer;
  const [attachment, setAttachment] = useState<Attachment | null>(null);
  const [isOver, setOver] = useState(false);
  const running = useRef<AbortController | null>(null);

  const clear = (): void => {
    running.current?.abort();
    running.current = null;
    setAttachment(null);
  };

  const upload = async (file: File): Promise<void> => {
    const abort = new AbortController();
    running.current?.abort();
    running.current = abort;
    setAttachment({ name: file.name, fileId: null });
    try {
      const query = { name: file.name.slice(0, 120) || 'file' };
      const { id } = await api.post<{ readonly id: string }>('/api/v1/files', file, { query, signal: abort.signal });
      if (!abort.signal.aborted) setAttachment({ name: file.name, fileId: id });
    } catch (error) {
      if (abort.signal.aborted) return;
      clear();
      toastProblem(error);
    }
  };

  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const refusal = isAllowed ? whyNot(file) : 'note';
    if (refusal === null) void upload(file);
    else {
      const why = { type: t.fileType, size: t.fileTooLarge, note: t.noteFile }[refusal];
      notifications.show({ message: why, color: 'red', autoClose: 8_000 });
    }
  };

  return { attachment, isOver, take, clear, handlers: handlersOf(take, setOver) };
};
