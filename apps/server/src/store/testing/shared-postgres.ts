import pg from 'pg';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the PostgreSQL that the test files of a run share. */
    postgresUrl: string;
  }
}

/** The database in it that migrated ones are copied from. */
export const MIGRATED = 'migrated';

/** Has one statement carried out on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of another database of the same PostgreSQL. */
export function withDatabase(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
