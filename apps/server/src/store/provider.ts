import { ParleyError } from '../core/errors/parley-error.ts';

/** The two kinds of database, by Prisma's names. */
export type Provider = 'postgresql' | 'mysql';

/** Which kind a database URL names. Never repeats the URL: it holds a password. */
export function providerOf(url: string): Provider {
  switch (/^([a-z]+):\/\//.exec(url)?.[1]) {
    case 'postgresql':
    case 'postgres':
      return 'postgresql';
    case 'mysql':
    case 'mariadb':
      return 'mysql';
    default:
      throw new ParleyError(
        'bad_request',
        'The database URL must begin with postgresql://, postgres://, mysql:// or mariadb://.',
      );
  }
}
