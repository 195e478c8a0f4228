import { ANONYMOUS } from '../../../core/access/principal.ts';
import type { App } from '../../../core/apps/app.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import type { Identity } from '../../../core/session/session.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';

/** What a client says of itself in the URL it connects to. */
export interface Handshake {
  readonly key: string;
  readonly query: URLSearchParams;
}

/** A client whose handshake holds. */
export interface AdmittedClient {
  readonly app: App;
  readonly key: KeyRecord;
}

/** Oldest and newest version of the protocol that is spoken. To those in between the differences are invisible. */
const VERSIONS = { oldest: 4, newest: 7 };
const MAX_ECHOED = 50;

/**
 * Finds the app that a client wants to. Clients that name no version of the protocol are taken for the newest: many do not.
 *
 * @throws PusherRefusal with the number that the protocol has for it: no such app, or a version that nobody speaks.
 */
export function admitClient(apps: AppRegistry, { key, query }: Handshake): AdmittedClient {
  const version = query.get('protocol');
  if (version !== null && !isSpoken(version)) {
    throw new PusherRefusal('bad_request', 4007, 'Unsupported protocol version');
  }
  const found = apps.findByKey('client', key);
  if (!found) {
    const message = `Could not find app by key ${key.slice(0, MAX_ECHOED)}. Is it the right key and the right server?`;
    throw new PusherRefusal('not_found', 4001, message);
  }
  return found;
}

/** Nobody yet, let in by the client key, for as long as that holds. */
export function identityOf({ key }: AdmittedClient): Identity {
  return {
    principal: ANONYMOUS,
    grants: [],
    expiresAt: null,
    admission: { by: key.id, until: key.expiresAt },
    signature: null,
  };
}

function isSpoken(version: string): boolean {
  const number = /^\d{1,3}$/.test(version) ? Number(version) : 0;
  return number >= VERSIONS.oldest && number <= VERSIONS.newest;
}
