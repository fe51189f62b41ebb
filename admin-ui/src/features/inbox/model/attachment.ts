export const attachableTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'] as const;

/** The server's own limit; asking here first spares a long upload that ends in a refusal. */
export const largestAttachment = 10 * 1_048_576;

export const whyNot = (file: Pick<File, 'size' | 'type'>): 'type' | 'size' | null => {
  if (!attachableTypes.some((type) => type === file.type)) return 'type';
  return file.size > largestAttachment ? 'size' : null;
};
