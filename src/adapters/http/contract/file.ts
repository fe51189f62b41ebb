import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { filePurposes } from '#application/files/upload-team-file';
import { keptTypes } from '#domain/conversation/stored-file';

/** A file as the team sees it. */
export const FileDto = z
  .strictObject({
    id: idOf('file'),
    name: z.string(),
    mimeType: z.enum(keptTypes).meta({ description: 'Told by its content.' }),
    size: z.int().meta({ description: 'In bytes.' }),
    url: z.string().meta({
      description:
        'A path on this server: signed and good for an hour; of the picture of a service, public and lasting.',
    }),
    createdAt: timestamp,
  })
  .meta({ id: 'File' });

/** What a person called it. Cleaned, and its ending made that of what it is. */
export const fileName = z
  .string()
  .max(255)
  .default('')
  .meta({ description: "The file's name; cleaned.", examples: ['photo.png'] });

/** Says who may upload it, and who will see it. */
export const filePurpose = z.enum(filePurposes).default('message').meta({
  description: 'What it is for: to be sent, a logo, or the picture of a service (PNG, JPEG or WebP up to 5 MiB).',
});
