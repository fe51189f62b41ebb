import { useTimeZone } from '../api/me.js';
import { useLanguage } from '../i18n/dictionary.js';
import { formatAt, formatRelative } from '../i18n/format.js';
import { useNow } from '../lib/use-now.js';

type Props = {
  readonly at: string;
  /** `relative` ("3 min. ago") by itself grows older; `date` and `time` stay. */
  readonly as?: 'relative' | 'date' | 'time';
};

/** A moment in the business's time zone; the exact one on hover and for screen readers. */
export const When = ({ at, as = 'relative' }: Props) => {
  const language = useLanguage();
  const timeZone = useTimeZone();
  const nowMs = useNow();
  const exact = formatAt(at, 'exact', language, timeZone);
  const text = as === 'relative' ? formatRelative(at, nowMs, language, timeZone) : formatAt(at, as, language, timeZone);
  return (
    // The browser's own hint: a list has hundreds of these, and each of Mantine's costs as much as a row.
    <time dateTime={at} title={exact} className="wakil-nowrap">
      {text}
    </time>
  );
};
