import { clientError, ParleyError } from '../errors/parley-error.ts';

/**
 * Where tokens come from: a fixed one, or a callback that fetches one. The callback is asked before each connect and
 * before the token expires; null means to go on anonymously.
 */
export type TokenSource = string | (() => string | null | Promise<string | null>);

/** Who this client is: an app's public client key and perhaps a token, or the app's admin key (backends only). */
export type Credentials =
  | { readonly key: string; readonly token?: TokenSource | undefined }
  | { readonly adminKey: string };

/** Whether a new token can be had when this one expires. */
export function isRenewable(credentials: Credentials): boolean {
  return 'key' in credentials && typeof credentials.token === 'function';
}

/** Asks for the token now. Rejects with `token_failed` when the callback throws or answers nonsense. */
export async function fetchToken(credentials: Credentials): Promise<string | null> {
  if (!('key' in credentials)) return null;
  const { token } = credentials;
  if (typeof token !== 'function') return token ?? null;
  let answer: unknown;
  try {
    answer = await token();
  } catch (cause) {
    if (cause instanceof ParleyError) throw cause;
    throw clientError('token_failed', 'The token callback failed.', cause);
  }
  if (answer === null || typeof answer === 'string') return answer;
  throw clientError('token_failed', 'The token callback must return a string or null.');
}

/** The connection parameters that introduce this client. */
export function connectionParams(credentials: Credentials, token: string | null): Record<string, string> {
  if (!('key' in credentials)) return { adminKey: credentials.adminKey };
  return token === null ? { key: credentials.key } : { key: credentials.key, token };
}
