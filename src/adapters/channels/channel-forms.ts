import { z } from 'zod';
import type { ChannelManifest } from '#adapters/channels/channel';
import { type ChannelForm, type ChannelForms, ChannelSettingsInvalid } from '#application/ports/channel-forms';
import type { Channel, ChannelKind } from '#domain/channel/channel';

const faultsOf = (place: string, { issues }: z.ZodError) =>
  issues.map(({ path, message }) => ({ path: [place, ...path].join('.'), message }));

const schemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input' });

/** Nothing to type: a field that takes nothing. */
const noKey = { type: 'string', maxLength: 0, readOnly: true };

const drawnKey = (externalKey: ChannelManifest['externalKey']): object | null => {
  if (externalKey === null) return null;
  return externalKey === 'own' ? noKey : schemaOf(externalKey);
};

/** @throws {ChannelSettingsInvalid} */
const checked = (manifest: ChannelManifest | undefined, externalKey: string, settings: Channel['settings']) => {
  const keyForm = manifest?.externalKey ?? null;
  if (manifest === undefined || keyForm === null)
    throw new ChannelSettingsInvalid([{ path: 'kind', message: 'a channel of this kind is not added by hand' }]);
  const key = keyForm === 'own' ? ({ success: true, data: null } as const) : keyForm.safeParse(externalKey);
  const read = manifest.settings.safeParse(settings);
  const faults = [
    ...(key.success ? [] : faultsOf('externalKey', key.error)),
    ...(read.success ? [] : faultsOf('settings', read.error)),
  ];
  if (!key.success || !read.success) throw new ChannelSettingsInvalid(faults);
  return { externalKey: key.data, settings: read.data };
};

/** Draws and checks the forms of every channel from its manifest, so that a new adapter needs no new form. */
export const channelFormsOf = (manifests: readonly ChannelManifest[]): ChannelForms => {
  let drawn: readonly ChannelForm[] | null = null;
  const draw = ({ kind, title, externalKey, settings }: ChannelManifest): ChannelForm => ({
    kind,
    title,
    externalKey: drawnKey(externalKey),
    settings: schemaOf(settings),
  });
  return {
    list: () => {
      drawn ??= manifests.map(draw);
      return drawn;
    },
    check: (kind: ChannelKind, externalKey: string, settings: Channel['settings']) =>
      checked(
        manifests.find((each) => each.kind === kind),
        externalKey.trim(),
        settings,
      ),
  };
};
