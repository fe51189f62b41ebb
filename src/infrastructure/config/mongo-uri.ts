type Environment = Readonly<Record<string, string | undefined>>;

/** A server, or several, and the name of a database; the text before `@` may be a secret. */
const address = /^mongodb(?:\+srv)?:\/\/[^/?#\s]+\/(?<database>[A-Za-z0-9_-]{1,63})(?:\?\S*)?$/;

export const mongoUriRule =
  'MONGODB_URI must be the address of a MongoDB with the name of a database, such as mongodb://user:password@db.example.com/wakil';

/** Where the data are if not in the embedded store; `null`: there. `undefined`: it is set, and is no such address. */
export const mongoUriOf = (environment: Environment): string | null | undefined => {
  const { MONGODB_URI: uri } = environment;
  if (uri === undefined || uri === '') return null;
  return address.test(uri) ? uri : undefined;
};
