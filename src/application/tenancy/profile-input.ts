import { InvalidInput, localizedOf, textOf } from '#application/input';
import type { TenantStore } from '#application/ports/tenant-store';
import type { FileId } from '#domain/shared/ids';
import { isWebAddress } from '#domain/shared/web-address';
import type { BusinessProfile } from '#domain/tenancy/business-profile';

/** Any part of the profile; what is left out stays as it is. */
export type ProfileInput = { readonly [Key in keyof BusinessProfile]?: BusinessProfile[Key] | undefined };

/** `#rrggbb`, in lower case. @throws {InvalidInput} */
export const colourOf = (field: string, raw: string): string => {
  if (!/^#[0-9a-fA-F]{6}$/.test(raw)) throw new InvalidInput(field, 'a colour is written as #0f766e');
  return raw.toLowerCase();
};

/** @throws {InvalidInput} it is no picture of this tenant's. */
export const pictureOf = async (store: TenantStore, field: string, id: FileId | null): Promise<FileId | null> => {
  if (id === null) return null;
  const file = await store.files.find(id);
  if (file === null || !file.mimeType.startsWith('image/'))
    throw new InvalidInput(field, 'the logo is a picture you have uploaded');
  return id;
};

const emptiable = (field: string, raw: string | null, max: number): string | null => {
  const text = raw === null ? '' : textOf(field, raw, max, 0);
  return text === '' ? null : text;
};

const matching = (field: string, raw: string | null, max: number, form: RegExp, wrong: string): string | null => {
  const text = emptiable(field, raw, max);
  if (text !== null && !form.test(text)) throw new InvalidInput(field, wrong);
  return text;
};

const websiteOf = (raw: string | null): string | null => {
  const url = emptiable('website', raw, 500);
  if (url !== null && !isWebAddress(url)) throw new InvalidInput('website', 'a website is an https address');
  return url;
};

/** The profile after the change. @throws {InvalidInput} */
export const profileAfter = async (
  store: TenantStore,
  before: BusinessProfile,
  changes: ProfileInput,
): Promise<BusinessProfile> => {
  const said = { ...before, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
  return {
    description: localizedOf('description', said.description, 1_000, false),
    phone: matching('phone', said.phone, 32, /^\+?[\d\s().-]{5,}$/, 'write a phone number with its digits'),
    email: matching('email', said.email, 254, /^[^\s@<>]+@[^\s@<>]+\.[^\s@.<>]+$/, 'write an e-mail address'),
    address: localizedOf('address', said.address, 300, false),
    website: websiteOf(said.website),
    logo: said.logo === before.logo ? before.logo : await pictureOf(store, 'logo', said.logo),
    brandColour: colourOf('brandColour', said.brandColour),
  };
};
