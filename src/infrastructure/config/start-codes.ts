/** What stops a start before anything of the domain is asked. Stable: people look them up in docs/operations.md. */
export const startCodes = [
  'configuration.wrong',
  'configuration.unknown_setting',
  'configuration.contradiction',
  'start.port_in_use',
  'start.no_such_address',
  'start.folder_not_writable',
  'start.no_permission',
  'start.database_key_missing',
  'start.vault_key_missing',
  'start.key_file_damaged',
  'start.failed',
] as const;

export type StartCode = (typeof startCodes)[number];
