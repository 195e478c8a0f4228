import type { SecurityKind } from '../rest-meta.ts';
import type { Operation } from '../routes/operation.ts';
import type { SecurityRequirement, SecurityScheme } from './openapi-types.ts';

/** The ways to prove who is calling that an operation takes: alternatives, each with all that it needs. */
export function securityOf(operation: Operation): SecurityRequirement[] {
  if (operation.security.length === 0) return [{}];
  // An EventSource cannot set headers.
  const isStream = operation.responseType === 'text/event-stream';
  return operation.security.flatMap((kind) => [...ALTERNATIVES[kind], ...(isStream ? IN_QUERY[kind] : [])]);
}

const ALTERNATIVES: Readonly<Record<SecurityKind, readonly SecurityRequirement[]>> = {
  adminKey: [{ adminKey: [] }],
  asUser: [{ adminKey: [], asUser: [] }],
  token: [{ clientKey: [], token: [] }, { clientKey: [] }],
  session: [{ session: [], csrf: [] }],
  roomKey: [{ roomKey: [], token: [] }, { roomKey: [] }],
};

const IN_QUERY: Readonly<Record<SecurityKind, readonly SecurityRequirement[]>> = {
  adminKey: [],
  asUser: [],
  token: [{ clientKeyInQuery: [], tokenInQuery: [] }, { clientKeyInQuery: [] }],
  session: [],
  roomKey: [],
};

export const SECURITY_SCHEMES: Readonly<Record<string, SecurityScheme>> = {
  adminKey: {
    type: 'apiKey',
    in: 'header',
    name: 'api-key',
    description: "The app's admin key. For backends only: it may do everything.",
  },
  asUser: {
    type: 'apiKey',
    in: 'header',
    name: 'as-user',
    description: 'The id of the user that the app’s backend acts for, beside its admin key.',
  },
  clientKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-parley-key',
    description: "The app's client key. Alone it gives anonymous access to open channels.",
  },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: "A token that the app's backend signed for one user, beside the client key.",
  },
  clientKeyInQuery: {
    type: 'apiKey',
    in: 'query',
    name: 'key',
    description: 'The client key, for an EventSource, which cannot send headers.',
  },
  tokenInQuery: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'The token, for an EventSource, which cannot send headers.',
  },
  roomKey: {
    type: 'apiKey',
    in: 'header',
    name: 'api-key',
    description: "The app's client key, in the header in which clients of rooms send it.",
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'parley_session',
    description: 'The cookie of somebody who signed in to the dashboard.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: 'x-parley-csrf',
    description: 'Goes with the cookie; any value, such as `1`, shows that the request was meant.',
  },
};
