/**
 * Who somebody is. `anonymous` holds only a client key. `user` has an id, `verified` by a signature of the app or
 * merely claimed. `admin` acts for the app's backend with its admin key. `operator` runs the whole server.
 */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly userId: string; readonly verified: boolean }
  | { readonly kind: 'admin'; readonly name: string }
  | { readonly kind: 'operator'; readonly name: string; readonly readOnly: boolean };

export const ANONYMOUS: Principal = { kind: 'anonymous' };

export function userIdOf(principal: Principal): string | null {
  return principal.kind === 'user' ? principal.userId : null;
}

/** Whether it acts for the app itself, above every channel rule. */
export function isBackend(principal: Principal): boolean {
  return principal.kind === 'admin' || (principal.kind === 'operator' && !principal.readOnly);
}
