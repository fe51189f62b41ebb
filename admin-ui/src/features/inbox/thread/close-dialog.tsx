import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { uiWords } from '../../../shared/i18n/ui.js';
import { ProblemAlert } from '../../../shared/ui/problem-alert.js';
import { useActs } from '../data/use-acts.js';

type Props = {
  readonly conversationId: string;
  readonly opened: boolean;
  /** The next conversation is wanted as soon as this one is closed. */
  readonly goesOn: boolean;
  readonly onClose: () => void;
  readonly onResolved: (goesOn: boolean) => void;
};

const Body = ({ conversationId, goesOn, onClose, onResolved }: Props) => {
  const t = useText(inboxWords).close;
  const ui = useText(uiWords);
  const [note, setNote] = useState('');
  const { close } = useActs(conversationId);
  const resolve = (next: boolean): void =>
    close.mutate(note, {
      onSuccess: () => {
        onClose();
        onResolved(next);
      },
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        resolve(goesOn);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t.text}</Text>
        <Textarea
          label={t.note}
          description={t.noteHint}
          value={note}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={6}
          dir="auto"
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            resolve(goesOn);
          }}
        />
        <ProblemAlert error={close.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {ui.cancel}
          </Button>
          {!goesOn && (
            <Button variant="light" loading={close.isPending} onClick={() => resolve(true)}>
              {t.actionNext}
            </Button>
          )}
          <Button type="submit" loading={close.isPending}>
            {goesOn ? t.actionNext : t.action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const CloseDialog = (props: Props) => {
  const t = useText(inboxWords).close;
  const ui = useText(uiWords);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t.title} closeButtonProps={{ 'aria-label': ui.close }}>
      <Body {...props} />
    </Modal>
  );
};
