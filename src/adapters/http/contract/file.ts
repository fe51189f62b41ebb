import { z } from 'zod';
import { idOf } from '#adapters/http/contract/ids';
import { timestamp } from '#adapters/http/contract/text';
import { keptTypes } from '#domain/conversation/stored-file';

/** A file as the team sees it. */
export const FileDto = z
  .strictObject({
    id: idOf('file'),
    name: z.string(),
    mimeType: z.enum(keptTypes).meta({ description: 'Told by its content.' }),
    size: z.int().meta({ description: 'In bytes.' }),
    url: z.string().meta({ description: 'A path on this server, signed and good for an hour.' }),
    createdAt: timestamp,
  })
  .meta({ id: 'File' });

/** What a person called it. Cleaned, and its ending made that of what it is. */
export const fileName = z
  .string()
  .max(255)
  .default('')
  .meta({ description: "The file's name; cleaned.", examples: ['photo.png'] });
