import { IconRobot, IconRobotOff, IconUser, IconUserQuestion } from '@tabler/icons-react';
import type { Conversation } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import { StatusBadge, type Tone } from '../../../shared/ui/status-badge.js';
import { useMemberName } from '../data/use-names.js';
import { useOwnId } from '../data/use-own-id.js';
import classes from './thread-pane.module.css';

/** Which of the others has it: a colleague, or somebody with the phone. */
const useHolder = (holder: Conversation['holder']): string => {
  const t = useText(inboxWords);
  const nameOf = useMemberName();
  return holder === null ? t.ownerPhone : t.state.other(nameOf(holder) ?? t.colleague);
};

/** Who answers here, in words. */
export const useStanding = (conversation: Conversation): { readonly tone: Tone; readonly text: string } => {
  const t = useText(inboxWords);
  const me = useOwnId();
  const { status, mode, holder, escalation, assistantOn } = conversation;
  const held = useHolder(holder);
  if (status === 'closed') return { tone: 'neutral', text: t.state.closed };
  if (mode === 'human') return { tone: 'info', text: holder === me ? t.state.mine : held };
  if (mode === 'waiting')
    return {
      tone: 'attention',
      text: escalation === null ? t.state.waitingPlain : t.state.waiting(t.reasons[escalation.reason]),
    };
  return assistantOn ? { tone: 'good', text: t.state.assistant } : { tone: 'neutral', text: t.state.assistantOff };
};

const glyphOf = ({ mode, assistantOn, status }: Conversation) => {
  if (status === 'closed' || mode === 'human') return IconUser;
  if (mode === 'waiting') return IconUserQuestion;
  return assistantOn ? IconRobot : IconRobotOff;
};

export const StatePill = ({ conversation }: { readonly conversation: Conversation }) => {
  const { tone, text } = useStanding(conversation);
  const Glyph = glyphOf(conversation);
  return (
    <span className={classes['pill']} title={text}>
      <StatusBadge tone={tone}>
        <span className={classes['pillText']}>
          <Glyph size={14} stroke={1.9} aria-hidden />
          <span>{text}</span>
        </span>
      </StatusBadge>
    </span>
  );
};
