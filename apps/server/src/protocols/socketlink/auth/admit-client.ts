import { UserId } from '../../../api/models/names.ts';
import { userIdOf } from '../../../core/access/principal.ts';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Identity } from '../../../core/session/session.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import { PROTOCOL } from '../protocol.ts';
import type { Handshake } from './handshake.ts';
import { HANDSHAKE_REFUSALS, type HandshakeRefusal } from './handshake-refusal.ts';

/** A client whose handshake holds. */
export interface AdmittedClient {
  readonly app: App;
  readonly uid: string;
  readonly metadata: string;
  readonly identity: Identity;
}

/** Why not, and in which app that counts: null where the key did not tell. */
export interface RefusedClient {
  readonly refusal: HandshakeRefusal;
  readonly app: App | null;
}

const MAX_METADATA_BYTES = 1024;
/** What the database can keep of a user that was only claimed: one character less than of a proved one. */
const Uid = UserId.max(254);

/**
 * Checks who wants to connect, in an order that tells a stranger nothing: first the key, then what the client says of
 * itself. Whether there is room for it is asked afterwards, by {@link refusalOfRoom}.
 */
export async function admitClient(core: Core, handshake: Handshake): Promise<AdmittedClient | RefusedClient> {
  const found = handshake.apiKey === undefined ? null : core.apps.findByKey('client', handshake.apiKey);
  if (!found) return { refusal: HANDSHAKE_REFUSALS.key, app: null };
  const { app, key } = found;
  const uid = Uid.safeParse(handshake.uid);
  if (!uid.success) return { refusal: HANDSHAKE_REFUSALS.uid, app };
  const { metadata = '', token } = handshake;
  if (Buffer.byteLength(metadata) > MAX_METADATA_BYTES) return { refusal: HANDSHAKE_REFUSALS.metadata, app };
  if (token === undefined) return { app, uid: uid.data, metadata, identity: claimed(uid.data, key) };
  try {
    const proved = await core.tokens.verify(app, token);
    if (userIdOf(proved.principal) !== uid.data) return { refusal: HANDSHAKE_REFUSALS.token, app };
    // Verifying may take as long as the app's JWKS: the key may have been revoked meanwhile.
    if (!core.apps.findByKey('client', key.lookup)) return { refusal: HANDSHAKE_REFUSALS.key, app };
    return { app, uid: uid.data, metadata, identity: { ...proved, admission: admissionOf(key) } };
  } catch (thrown) {
    return { refusal: refusalOfToken(ParleyError.from(thrown)), app };
  }
}

/**
 * Whether the client may come in now. Ask in the turn of the event loop in which its connection is opened: then of two
 * with one uid exactly one gets in.
 */
export function refusalOfRoom(core: Core, { app, uid }: AdmittedClient): HandshakeRefusal | null {
  if (core.moderation.find('ban', app.id, uid, null)) return HANDSHAKE_REFUSALS.banned;
  const own = [...core.sessions.ofUser(app.id, uid)];
  if (own.some(({ protocol }) => protocol === PROTOCOL)) return HANDSHAKE_REFUSALS.duplicate;
  const { connections, connectionsPerUser } = app.settings.limits;
  const isFull = core.sessions.count(app.id) >= connections || own.length >= connectionsPerUser;
  return isFull ? HANDSHAKE_REFUSALS.limit : null;
}

/** A uid that the client merely says is its own, as in the original. */
function claimed(userId: string, key: KeyRecord): Identity {
  return {
    principal: { kind: 'user', userId, verified: false },
    grants: [],
    expiresAt: null,
    admission: admissionOf(key),
    signature: null,
  };
}

function admissionOf(key: KeyRecord): Identity['admission'] {
  return { by: key.id, until: key.expiresAt };
}

function refusalOfToken({ code }: ParleyError): HandshakeRefusal {
  const isRefused = code === 'unauthenticated' || code === 'token_expired';
  return isRefused ? HANDSHAKE_REFUSALS.token : HANDSHAKE_REFUSALS.tokenUnchecked;
}
