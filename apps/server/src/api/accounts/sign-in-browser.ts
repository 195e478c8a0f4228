import type { AccountRecord } from '../../core/store/account-store.ts';
import type { ApiContext } from '../base/api-context.ts';
import { SIGN_IN_MS } from './accounts.ts';

/** What signing a browser in or out takes of a request. */
export type BrowserCall = Pick<ApiContext, 'accounts' | 'address' | 'core' | 'defaultAppId'> & {
  readonly cookie: NonNullable<ApiContext['cookie']>;
};

/** Checks a name and a password, and sets the dashboard's cookie. Throws `unauthenticated` or `rate_limited`. */
export async function signInBrowser(
  { accounts, address, cookie, core, defaultAppId }: BrowserCall,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<AccountRecord> {
  const { token, account } = await accounts.signIn(name, password, address);
  await core.store.audit.append({
    id: core.runtime.ids.next(),
    appId: defaultAppId,
    at: core.runtime.clock.now(),
    actor: account.name,
    address,
    action: 'dashboard.signIn',
    subject: account.name,
    detail: '{}',
  });
  cookie.set(token, SIGN_IN_MS);
  return account;
}
