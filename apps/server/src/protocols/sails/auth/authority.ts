import { ANONYMOUS } from '../../../core/access/principal.ts';
import type { App } from '../../../core/apps/app.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import { pattern } from '../../../core/rules/pattern.ts';
import type { Identity } from '../../../core/session/session.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';

/** Whose key somebody brought. */
export interface Authority {
  readonly app: App;
  readonly key: KeyRecord;
  /** The secret and the admin key may push and list. The client key is public: it may only subscribe to what is open. */
  readonly mayPush: boolean;
}

/** Beyond that nothing is a key: hashing what a stranger sends is not free. */
const MAX_KEY_LENGTH = 512;
const EVERYTHING = pattern('*');

/**
 * Finds the app that a key belongs to. Secrets and admin keys are found by their fingerprints, so that no comparison tells how
 * much of a guess was right.
 *
 * @throws SailsRefusal `E_KEY`.
 */
export function authorityOf(apps: AppRegistry, value: string | undefined): Authority {
  if (value === undefined || value === '') throw new SailsRefusal('E_KEY', 'The key is missing.');
  if (value.length > MAX_KEY_LENGTH) throw unknownKey();
  const backend = apps.findByKey('secret', value) ?? apps.findByKey('admin', value);
  if (backend) return { ...backend, mayPush: true };
  const client = apps.findByKey('client', value);
  if (client) return { ...client, mayPush: false };
  throw unknownKey();
}

/**
 * Who a socket is: nobody in particular, who with a key of the backend hears every channel that needs no known user. The
 * connection lasts as long as its key.
 */
export function identityOf({ key, mayPush }: Authority): Identity {
  const grant = {
    pattern: EVERYTHING,
    rights: new Set(['subscribe', 'history'] as const),
    proof: 'signed',
    expiresAt: null,
    signedBy: key.id,
  } as const;
  return {
    principal: ANONYMOUS,
    grants: mayPush ? [grant] : [],
    expiresAt: null,
    admission: { by: key.id, until: key.expiresAt },
    signature: null,
  };
}

function unknownKey(): SailsRefusal {
  return new SailsRefusal('E_KEY', 'The key is not one of this server, or holds no longer.');
}
