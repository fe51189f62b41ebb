import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useText } from '../i18n/dictionary.js';
import { uiWords } from '../i18n/ui.js';
import { ProblemAlert } from './problem-alert.js';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will be different afterwards, and what cannot be taken back. */
  readonly children: ReactNode;
  /** The button: a verb and its object, "Delete the service". */
  readonly action: string;
  /** For what cannot be undone: the word that has to be typed, such as the thing's name. */
  readonly typeToConfirm?: string;
  readonly danger?: boolean;
  readonly onConfirm: () => Promise<unknown>;
};

const Body = ({ onClose, children, action, typeToConfirm, danger = true, onConfirm }: Props) => {
  const t = useText(uiWords);
  const [typed, setTyped] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isReady = typeToConfirm === undefined || typed.trim() === typeToConfirm;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    setBusy(true);
    onConfirm()
      .then(onClose, setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {typeToConfirm !== undefined && (
          <TextInput
            label={t.typeToConfirm(typeToConfirm)}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            dir="auto"
            data-autofocus
          />
        )}
        <ProblemAlert error={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" color={danger ? 'red.8' : undefined} disabled={!isReady} loading={isBusy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks before something happens; the dialog stays open and says why when it fails. */
export const ConfirmAction = (props: Props) => {
  const t = useText(uiWords);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      <Body {...props} />
    </Modal>
  );
};
