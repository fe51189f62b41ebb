import { IconAlertCircle, IconBan, IconCheck, IconChecks, IconClock, IconHelpCircle } from '@tabler/icons-react';
import type { Message } from '../../../shared/api/types.js';
import { useText } from '../../../shared/i18n/dictionary.js';
import { inboxWords } from '../../../shared/i18n/inbox.js';
import classes from './bubble.module.css';

const glyphs = {
  queued: IconClock,
  sending: IconClock,
  unknown: IconHelpCircle,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertCircle,
  cancelled: IconBan,
} as const;

/** What became of a message, in the signs people know; the word is there for who cannot see them. */
export const Ticks = ({ status }: { readonly status: Message['status'] }) => {
  const t = useText(inboxWords);
  if (status === 'received') return null;
  const Glyph = glyphs[status];
  return (
    <span
      className={classes['ticks']}
      data-status={status}
      role="img"
      aria-label={t.status[status]}
      title={t.status[status]}
    >
      <Glyph size={15} stroke={2} aria-hidden />
    </span>
  );
};
