import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import * as mariadb from 'mariadb';
import type { AddressGuard } from '../address-guard.ts';
import type { MirrorSettings } from './mirror-settings.ts';

const CONNECT_MS = 5_000;

/** Text that does not fit is to be refused, not cut off. */
const SQL_MODE = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';

/**
 * Connects to the customer's server: to an address that the guard allows, never to the name again, and to nowhere else
 * if the server should ask for it.
 */
export async function connectMysql(
  settings: MirrorSettings,
  password: string,
  guard: AddressGuard,
): Promise<mariadb.Connection> {
  const addresses = await guard.addressesOf(settings.host);
  let failure: unknown;
  for (const { address } of addresses) {
    try {
      return await mariadb.createConnection(connectionConfig(settings, password, address));
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function connectionConfig(settings: MirrorSettings, password: string, address: string) {
  return {
    host: address,
    port: settings.port,
    user: settings.user,
    password,
    database: settings.database,
    ssl: settings.tls === 'off' ? false : verifiedTls(settings),
    // Without TLS, MySQL 8 lets nobody in by its usual method unless the client asks for the server's key.
    allowPublicKeyRetrieval: settings.tls === 'off',
    // The driver would follow a server's word to any other host, past the guard.
    permitRedirect: false,
    permitLocalInfile: false,
    connectTimeout: CONNECT_MS,
    charset: 'utf8mb4',
    bigIntAsNumber: true,
    // Statements hold what users said, and errors are logged.
    logParam: false,
    initSql: [`SET SESSION sql_mode = '${SQL_MODE}', innodb_lock_wait_timeout = 20`],
  };
}

function verifiedTls({ host, ca }: MirrorSettings) {
  const name = host.startsWith('[') ? host.slice(1, -1) : host;
  return {
    rejectUnauthorized: true,
    ...(ca === null ? {} : { ca }),
    // The certificate is the named host's, not that of the address we looked up.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
      checkServerIdentity(name, certificate),
  };
}
