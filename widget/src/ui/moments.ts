/** Words for moments, in the visitor's language and time zone. Which day is today, the server's clock says. */
export const timeOf = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(Date.parse(iso));

const dayMs = 86_400_000;
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

export const dayOf = (iso: string, now: number, language: string): string => {
  const at = Date.parse(iso);
  const days = Math.round((midnight(at) - midnight(now)) / dayMs);
  return days > -2 && days < 2
    ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
};

/** Such as "tomorrow, 9:00 AM". */
export const momentOf = (iso: string, now: number, language: string): string =>
  `${dayOf(iso, now, language)}, ${timeOf(iso, language)}`;
