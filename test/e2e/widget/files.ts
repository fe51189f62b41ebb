/** One transparent pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A file to attach, whatever is in it. */
export const fileOf = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });
