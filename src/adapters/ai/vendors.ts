import { z } from 'zod';
import { AiConnectionInvalid, type AiVendor, type AiVendors } from '#application/ports/ai-vendors';
import { anthropic } from './anthropic/anthropic.vendor.js';
import { google } from './google/google.vendor.js';
import { openAiCompatible, openai } from './openai/openai.vendor.js';
import type { VendorManifest } from './vendor/vendor-manifest.js';

/** Every vendor there is. A new one is a folder beside this file and a line here. */
export const vendorManifests: readonly VendorManifest[] = [openai, anthropic, google, openAiCompatible];

const drawn = ({ id, title, needsKey, settings, embedder, transcriber }: VendorManifest): AiVendor => ({
  id,
  title,
  needsKey,
  settings: z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }),
  embeds: embedder !== null,
  transcribes: transcriber !== null,
});

/** @throws {AiConnectionInvalid} */
const manifestOf = (id: string): VendorManifest => {
  const manifest = vendorManifests.find((each) => each.id === id);
  if (manifest === undefined) throw new AiConnectionInvalid([{ path: 'vendor', message: `no vendor is called ${id}` }]);
  return manifest;
};

const vendors = vendorManifests.map(drawn);

export const aiVendors: AiVendors = {
  list: () => vendors,
  check: (id, settings) => {
    const read = manifestOf(id).settings.safeParse(settings);
    if (read.success) return read.data as Readonly<Record<string, string>>;
    throw new AiConnectionInvalid(
      read.error.issues.map(({ path, message }) => ({ path: ['settings', ...path].join('.'), message })),
    );
  },
  model: (connection, choice) => manifestOf(connection.vendor).model(connection, choice),
  embedder: (connection, model) => manifestOf(connection.vendor).embedder?.(connection, model) ?? null,
  transcriber: (connection, model) => manifestOf(connection.vendor).transcriber?.(connection, model) ?? null,
};
