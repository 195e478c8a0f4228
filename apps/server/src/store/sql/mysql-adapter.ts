import { PrismaMariaDb } from '@prisma/adapter-mariadb';

type AdapterPool = Extract<ConstructorParameters<typeof PrismaMariaDb>[0], { getConnection: unknown }>;

/**
 * Prisma's MariaDB adapter on a pool of ours. The adapter would make one with the older driver it brings along, which
 * ends the process with an unhandled rejection when the database goes away while a connection is being set up.
 */
export function mysqlAdapter(pool: object): PrismaMariaDb {
  if (!isAdapterPool(pool)) throw new TypeError('Prisma needs a connection pool of the mariadb driver.');
  return new PrismaMariaDb(pool);
}

/** The two versions of the driver describe one pool in types that differ in details; what counts is what it can do. */
function isAdapterPool(pool: object): pool is AdapterPool {
  return ['getConnection', 'query', 'execute', 'end'].every(
    (name) => typeof Reflect.get(pool, name) === 'function',
  );
}
