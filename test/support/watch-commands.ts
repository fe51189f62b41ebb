import { tenantCollectionNames } from '#adapters/store/mongo/collections/tenant-collections';
import { acrossTenants } from '#adapters/store/mongo/platform/platform-reader';

type Command = Readonly<Record<string, unknown>>;
type Started = { readonly commandName: string; readonly command: Command };

const ofTenants: ReadonlySet<string> = new Set([...tenantCollectionNames, 'tenant_writers']);

const names = (filter: unknown): boolean => {
  const tenant = (filter as { readonly tenant_id?: unknown } | undefined)?.tenant_id;
  return typeof tenant === 'string' && tenant !== '';
};
const all = (list: unknown, holds: (each: Command) => boolean): boolean => (list as readonly Command[]).every(holds);

/** Where each command says whom it is about. */
const namesTenant: Readonly<Record<string, (command: Command) => boolean>> = {
  find: ({ filter }) => names(filter),
  aggregate: ({ pipeline }) => names((pipeline as readonly Command[])[0]?.['$match']),
  count: ({ query }) => names(query),
  distinct: ({ query }) => names(query),
  insert: ({ documents }) => all(documents, names),
  update: ({ updates }) => all(updates, ({ q }) => names(q)),
  delete: ({ deletes }) => all(deletes, ({ q }) => names(q)),
  findAndModify: ({ query }) => names(query),
  // The rest of an answer to a command that was looked at.
  getMore: () => true,
  create: () => true,
  createIndexes: () => true,
};

/** Looks at what really goes to the server: each command on a collection of tenants names one, or says that it is the platform's. */
export class CommandWatch {
  readonly violations: string[] = [];
  /** The collections in which something may stand now. */
  readonly written = new Set<string>();
  seen = 0;

  see({ commandName, command }: Started): void {
    const collection = String(commandName === 'getMore' ? command['collection'] : command[commandName]);
    if (commandName === 'insert' || commandName === 'update') this.written.add(collection);
    if (!ofTenants.has(collection)) return;
    this.seen += 1;
    const isPlatforms = commandName === 'find' && command['comment'] === acrossTenants;
    if (!isPlatforms && namesTenant[commandName]?.(command) !== true)
      this.violations.push(`${commandName} on ${collection}: ${Object.keys(command).join(', ')}`);
  }
}
