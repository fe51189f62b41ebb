import { databaseUri, dropDatabase, mongoServer, nextDatabase } from '#test/support/mongo-stores';
import { makeDatabase } from '#test/support/postgres-database';

/** Where the data of a rig is: what the product is told of it, and how it goes away. */
export type Place = () => Promise<{
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}>;

const inItsFolder: Place = () => Promise.resolve({ environment: {}, remove: () => Promise.resolve() });

const inPostgres: Place = async () => {
  const { url, drop } = await makeDatabase();
  return { environment: { POSTGRES_URL: url }, remove: drop };
};

export const inMongo: Place = () => {
  const server = mongoServer();
  if (server === null) throw new Error('there is no MongoDB on this machine');
  const name = nextDatabase();
  return Promise.resolve({
    environment: { MONGODB_URI: databaseUri(server, name) },
    remove: () => dropDatabase(server, name),
  });
};

const places: Readonly<Record<string, Place>> = { postgres: inPostgres, mongo: inMongo };

export const placeOf = (store: string | undefined): Place => {
  const place = store === undefined ? inItsFolder : places[store];
  if (place === undefined) throw new Error(`RIG_STORE must be one of ${Object.keys(places).join(', ')}`);
  return place;
};
