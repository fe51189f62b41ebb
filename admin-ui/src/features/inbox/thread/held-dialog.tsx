import { Text } from '@mantine/core';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { useStore } from '../../../shared/lib/store.js';
import { ConfirmAction } from '../../../shared/ui/confirm-action.js';
import type { Details } from '../data/types.js';
import { useActs } from '../data/use-acts.js';
import { useMemberName } from '../data/use-names.js';
import { useOwner } from '../data/use-own-id.js';
import { useSend } from '../data/use-send.js';
import { heldQuestion } from '../model/held.js';
import { useOutbox } from '../model/outbox.js';

/** A colleague has it: take it from them knowingly, or leave it. What was written waits either way. */
export const HeldDialog = ({ details }: { readonly details: Details }) => {
  const t = useText(inboxWords);
  const { id, holder } = details.conversation;
  const held = useStore(heldQuestion);
  const nameOf = useMemberName();
  const { takeOver } = useActs(id);
  const { again } = useSend(id);
  const waiting = useOutbox(useOwner(id));
  const pending = waiting.find(({ key }) => key === held?.pendingKey);
  const name = nameOf(holder) ?? details.present.find(({ userId }) => userId === holder)?.name ?? t.colleague;
  const confirm = async (): Promise<void> => {
    await takeOver.mutateAsync({ force: true });
    if (pending !== undefined) await again(pending);
  };
  return (
    <ConfirmAction
      opened={held?.conversationId === id}
      onClose={() => heldQuestion.set(null)}
      title={t.held.title(name)}
      action={pending === undefined ? t.held.actionOnly : t.held.action}
      danger={false}
      onConfirm={confirm}
    >
      <Text size="sm">{t.held.text}</Text>
    </ConfirmAction>
  );
};
