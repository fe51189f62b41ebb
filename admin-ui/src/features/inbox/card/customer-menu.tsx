import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical, IconTrash } from '@tabler/icons-react';
import { Suspense, useRef, useState } from 'react';
import { useMay } from '../../../shared/api/me.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { erasingWords } from '../../../shared/i18n/erasing.js';
import { lazyPiece } from '../../../shared/ui/lazy-piece.js';
import type { Details } from '../data/types.js';

const EraseDialog = lazyPiece(() => import('./erase-dialog.js').then((module) => module.EraseDialog));

/** What is seldom done to a customer. */
export const CustomerMenu = ({ details }: { readonly details: Details }) => {
  const t = useText(erasingWords);
  const mayErase = useMay('customers.erase');
  const [isNear, setNear] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (!mayErase) return null;
  const close = (): void => {
    setErasing(false);
    // The entry of the menu that opened it is gone.
    button.current?.focus();
  };
  return (
    <>
      <Menu position="bottom-end" onOpen={() => setNear(true)}>
        <Menu.Target>
          <ActionIcon ref={button} variant="subtle" color="gray" size={34} aria-label={t.menu}>
            <IconDotsVertical size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => setErasing(true)}>
            {t.open}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {isNear && <EraseDialog details={details} opened={isErasing} onClose={close} />}
      </Suspense>
    </>
  );
};
