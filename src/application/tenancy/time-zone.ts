import { InvalidInput } from '#application/input';

/** @throws {InvalidInput} not an IANA time zone. */
export const timeZoneOf = (raw: string): string => {
  try {
    // Offsets such as +04:00 are accepted by Intl and refused here: they know no summer time.
    if (!/^[A-Za-z]/.test(raw)) throw new RangeError(raw);
    return new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidInput('timeZone', 'that time zone is not known; use a name such as Asia/Dubai');
  }
};
