import { ParleyError } from '../../core/errors/parley-error.ts';
import { adminMutation, adminQuery, openProcedure, procedure } from '../base/trpc.ts';

/** Who calls with a client key has shown no admin key: here that is as good as none. */
const withAdminKey = openProcedure.use(({ ctx, next }) => {
  const kind = ctx.api.actor?.principal.kind;
  if (kind === 'admin' || kind === 'operator') return next();
  throw new ParleyError('unauthenticated', INVALID_KEY);
});

const INVALID_KEY = 'Unauthorized access, Invalid API key!';
const COMMON = { tag: 'Rooms', anyContentType: true, words: { unauthenticated: INVALID_KEY } } as const;

/** The app's backend, or somebody at the dashboard, asks about rooms. */
export const roomQuery = withAdminKey.concat(adminQuery);

/** As {@link roomQuery}, but it changes something: read-only accounts are refused, and the act is in the audit log. */
export const roomMutation = withAdminKey.concat(adminMutation);

/** A client of rooms asks beside its connection, with the client key. */
export const roomCall = procedure;

/** What the REST forms of {@link roomQuery} and {@link roomMutation} have in common. */
export const ROOM_ADMIN = {
  ...COMMON,
  security: ['adminKey', 'session'],
  query: ['app'],
  errors: ['not_found'],
} as const;

/** What the REST forms of {@link roomCall} have in common. */
export const ROOM_CLIENT = { ...COMMON, security: ['roomKey'], headers: ['uid'] } as const;
