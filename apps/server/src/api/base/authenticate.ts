import { ANONYMOUS } from '../../core/access/principal.ts';
import type { App } from '../../core/apps/app.ts';
import type { Core } from '../../core/core.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Identity } from '../../core/session/session.ts';
import type { AccountRecord } from '../../core/store/account-store.ts';
import type { KeyRecord } from '../../core/store/app-store.ts';
import type { Accounts } from '../accounts/accounts.ts';

/** What a request brought to prove who sends it; undefined: not that. */
export interface Credentials {
  readonly adminKey?: string | undefined;
  readonly clientKey?: string | undefined;
  /** An admin key or a client key, where a request may bring either. */
  readonly eitherKey?: string | undefined;
  readonly token?: string | undefined;
  /** The token in the dashboard's cookie, if the request may use it (same origin, not forged). */
  readonly cookieToken?: string | undefined;
  /** Operators: the app the request is about. */
  readonly app?: string | undefined;
}

/** Who is calling. */
export interface Caller {
  readonly app: App;
  readonly identity: Identity;
  /** The dashboard account, if the caller signed in with one. */
  readonly account: AccountRecord | null;
}

/**
 * Finds out who is calling; null if the request names nobody. The admin key of the default app also operates the
 * server; that of any other app administers that app only.
 *
 * @throws ParleyError `unauthenticated`, `token_expired`: something was presented that does not hold.
 */
export async function authenticate(
  core: Core,
  accounts: Accounts,
  defaultAppId: string,
  credentials: Credentials,
): Promise<Caller | null> {
  const { eitherKey, token, cookieToken, app } = credentials;
  const isAdmin = eitherKey !== undefined && core.apps.findByKey('admin', eitherKey) !== null;
  const adminKey = isAdmin ? eitherKey : credentials.adminKey;
  const clientKey = isAdmin ? undefined : (eitherKey ?? credentials.clientKey);
  if (adminKey !== undefined) return byAdminKey(core, defaultAppId, adminKey, app);
  if (clientKey !== undefined) return byClientKey(core, clientKey, token);
  if (token !== undefined) {
    throw new ParleyError('unauthenticated', 'A token needs the client key of its app beside it.');
  }
  return cookieToken === undefined ? null : byCookie(core, accounts, app ?? defaultAppId, cookieToken);
}

function byAdminKey(core: Core, defaultAppId: string, value: string, named: string | undefined): Caller {
  const found = core.apps.findByKey('admin', value);
  if (!found) throw new ParleyError('unauthenticated', 'The admin key is not valid.');
  const name = `key:${found.key.hint}`;
  if (found.app.id === defaultAppId) {
    const app = named === undefined ? found.app : core.apps.get(named);
    return caller(app, {
      principal: { kind: 'operator', name, readOnly: false },
      grants: [],
      expiresAt: null,
      ...by(found.key),
    });
  }
  if (named !== undefined && named !== found.app.id)
    throw new ParleyError('not_found', 'There is no such app.');
  return caller(found.app, {
    principal: { kind: 'admin', name },
    grants: [],
    expiresAt: found.key.expiresAt,
    ...by(found.key),
  });
}

async function byClientKey(core: Core, value: string, token: string | undefined): Promise<Caller> {
  const found = core.apps.findByKey('client', value);
  if (!found) throw new ParleyError('unauthenticated', 'The client key is not valid.');
  if (token === undefined) {
    return caller(found.app, { principal: ANONYMOUS, grants: [], expiresAt: null, ...by(found.key) });
  }
  const identity = await core.tokens.verify(found.app, token);
  // Verifying may take as long as the app's JWKS: the key may have been revoked meanwhile.
  if (!core.apps.findByKey('client', value)) {
    throw new ParleyError('unauthenticated', 'The client key is not valid.');
  }
  return caller(found.app, { ...identity, admission: by(found.key).admission });
}

async function byCookie(
  core: Core,
  accounts: Accounts,
  appId: string,
  token: string,
): Promise<Caller | null> {
  const found = await accounts.find(token);
  if (!found) return null;
  const { account, expiresAt, signIn } = found;
  const readOnly = account.role !== 'operator';
  const identity: Identity = {
    principal: { kind: 'operator', name: account.name, readOnly },
    grants: [],
    expiresAt,
    admission: { by: signIn, until: expiresAt },
    signature: null,
  };
  return { app: core.apps.get(appId), identity, account };
}

/** Lets in by a key, for as long as that holds. */
function by(key: KeyRecord): Pick<Identity, 'admission' | 'signature'> {
  return { admission: { by: key.id, until: key.expiresAt }, signature: null };
}

function caller(app: App, identity: Identity): Caller {
  return { app, identity, account: null };
}
