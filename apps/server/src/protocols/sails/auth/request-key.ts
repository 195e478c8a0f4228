/** The key in an `Authorization` header: `key=…`, as the service has it, or `Bearer …`. Undefined: there is none. */
export function keyInAuthorization(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  for (const scheme of ['key=', 'bearer ']) {
    if (text.toLowerCase().startsWith(scheme)) return text.slice(scheme.length).trim();
  }
  // Said, but in no form that is known: it must not count as nothing said.
  return text === '' ? undefined : '';
}

/** The parts of a Socket.IO handshake in which a key travels. */
export interface KeyedHandshake {
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly auth: unknown;
}

/** The key of a handshake: `auth: { key }` of newer clients, the query of all, or the header. */
export function keyInHandshake({ query, headers, auth }: KeyedHandshake): string | undefined {
  return textOf(keyOf(auth)) ?? textOf(query.key) ?? keyInAuthorization(headers.authorization);
}

function keyOf(auth: unknown): unknown {
  return typeof auth === 'object' && auth !== null && 'key' in auth ? auth.key : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
