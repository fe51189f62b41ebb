import { Button, Text } from '@mantine/core';
import { type ComponentType, lazy } from 'react';
import { Offline } from '../api/problem.js';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import { fetchPiece } from '../lib/fetch-piece.js';
import { Notice } from './notice.js';

/** In the place of a piece that could not be fetched. The screen around it stays, with whatever was typed into it. */
const PieceMissing = ({ isOffline }: { readonly isOffline: boolean }) => {
  const t = useText(uiWords);
  return (
    <Notice title={isOffline ? t.offlineTitle : t.updatedTitle} isUrgent>
      <Text size="sm" mb="xs">
        {isOffline ? t.pieceOffline : t.updatedText}
      </Text>
      <Button variant="light" size="sm" onClick={() => location.reload()}>
        {t.reload}
      </Button>
    </Notice>
  );
};

const missing = (error: unknown) => {
  const isOffline = error instanceof Offline;
  return { default: () => <PieceMissing isOffline={isOffline} /> };
};

/** A part of a screen that comes after the rest of it. */
export const lazyPiece = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(
    (): Promise<{ readonly default: ComponentType<Props> }> =>
      fetchPiece(load).then((piece) => ({ default: piece }), missing),
  );
