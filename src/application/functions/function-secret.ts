import type { Vault } from '#application/ports/vault';
import type { FunctionId, TenantId } from '#domain/shared/ids';

const nameOf = (id: FunctionId): string => `function/${id}`;

/** A header's value: printable ASCII, so a character is a byte. */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

type Whose = { readonly tenantId: TenantId; readonly id: FunctionId };

/** As it is stored: nothing reads it back but a call. */
export const sealSecret = (vault: Vault, { tenantId, id }: Whose, secret: string): string =>
  hexOf(vault.seal(tenantId, nameOf(id), bytesOf(secret)));

/** @throws {SealBroken} */
export const openSecret = (vault: Vault, { tenantId, id }: Whose, sealed: string): string =>
  textOf(vault.open(tenantId, nameOf(id), fromHex(sealed)));
