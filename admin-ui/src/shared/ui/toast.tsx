import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { sayProblem } from '../i18n/problems.js';
import { uiWords } from '../i18n/ui.js';
import { holdAct } from '../lib/held-acts.js';
import { preferences } from '../lib/preferences.js';
import { SupportId } from './states.js';

const closing = () => ({ 'aria-label': uiWords[preferences.get().language].close });

export const toastDone = (message: string): void => {
  notifications.show({
    closeButtonProps: closing(),
    message,
    icon: <IconCheck size={18} />,
    color: 'brand',
    autoClose: 4_000,
  });
};

/** Something others did that the person should know; stays until it is closed. */
export const toastNotice = (message: string): void => {
  notifications.show({
    closeButtonProps: closing(),
    message,
    icon: <IconInfoCircle size={18} />,
    color: 'blue',
    autoClose: false,
  });
};

/** One sentence with a next step, and the reference. Errors stay until they are closed. */
export const toastProblem = (error: unknown): void => {
  notifications.show({
    title: sayProblem(error, preferences.get().language),
    message: <SupportId error={error} />,
    icon: <IconAlertTriangle size={18} />,
    color: 'red',
    autoClose: false,
    withCloseButton: true,
    closeButtonProps: closing(),
  });
};

/** How long an act can be taken back before it is sent. */
const undoMs = 5_000;

type Undoable = {
  readonly message: string;
  /** Runs when the time is over, when the page is left, or when the person goes on to something else. */
  readonly commit: () => Promise<unknown>;
  /** Puts the screen back; also called when `commit` fails. */
  readonly revert: () => void;
  readonly holdMs?: number;
};

/** Acts at once on the screen and a little later on the server, with a button to take it back until then. */
export const toastUndo = ({ message, commit, revert, holdMs = undoMs }: Undoable): void => {
  const words = uiWords[preferences.get().language];
  const id = crypto.randomUUID();
  const act = holdAct({
    holdMs,
    commit: () =>
      commit().catch((error: unknown) => {
        revert();
        toastProblem(error);
      }),
    onOver: () => notifications.hide(id),
  });
  const undo = (): void => {
    if (act.undo()) revert();
  };
  notifications.show({
    id,
    autoClose: false,
    withCloseButton: false,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="xs" variant="light" onClick={undo}>
          {words.undo}
        </Button>
      </Group>
    ),
  });
};
