import type { FileId } from '#domain/shared/ids';
import type { LocalizedText } from '#domain/shared/language';

/** What customers may know of a business, and how its pages look (TEN-6). */
export type BusinessProfile = {
  readonly description: LocalizedText;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: LocalizedText;
  readonly website: string | null;
  readonly logo: FileId | null;
  /** `#rrggbb`. */
  readonly brandColour: string;
};

export const emptyProfile: BusinessProfile = {
  description: {},
  phone: null,
  email: null,
  address: {},
  website: null,
  logo: null,
  brandColour: '#0f766e',
};
