/** From and to in minutes since local midnight; `to` may be 1440. Never empty, never over midnight: that is two spans. */
export type Span = { readonly from: number; readonly to: number };

/** A day that differs from its weekday: a holiday (no spans) or other hours. `date` is local, `YYYY-MM-DD`. */
export type HoursException = { readonly date: string; readonly spans: readonly Span[]; readonly note: string };

/** When people are there, in the tenant's time zone. `week[0]` is Monday. */
export type WorkingHours = {
  /** False: always open, and nothing below counts. */
  readonly enabled: boolean;
  readonly week: readonly (readonly Span[])[];
  readonly exceptions: readonly HoursException[];
};

const nineToFive: readonly Span[] = [{ from: 540, to: 1_020 }];

export const defaultHours: WorkingHours = {
  enabled: false,
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []],
  exceptions: [],
};
