/** How a zone writes its days, and the last minute it was asked for: no zone changes its day within one. */
type Zone = { readonly format: Intl.DateTimeFormat; minute: number; day: string };
const zones = new Map<string, Zone>();

const zoneOf = (timeZone: string): Zone => {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const zone = { format, minute: Number.NaN, day: '' };
  zones.set(timeZone, zone);
  return zone;
};

/** The calendar day of a moment in a time zone, as `2026-03-31`. */
export const localDay = (at: Date, timeZone: string): string => {
  const zone = zoneOf(timeZone);
  const minute = Math.floor(at.getTime() / 60_000);
  if (zone.minute !== minute) {
    zone.day = zone.format.format(at);
    zone.minute = minute;
  }
  return zone.day;
};
