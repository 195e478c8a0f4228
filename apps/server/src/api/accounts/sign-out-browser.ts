import { ParleyError } from '../../core/errors/parley-error.ts';
import type { BrowserCall } from './sign-in-browser.ts';

/** Ends the sign-in of a browser's cookie, if it brought one, and the connections that were opened with it. */
export async function signOutBrowser({
  accounts,
  cookie,
  core,
}: Pick<BrowserCall, 'accounts' | 'cookie' | 'core'>): Promise<void> {
  if (cookie.token === null) return;
  const signIn = await accounts.signOut(cookie.token);
  cookie.clear();
  if (signIn !== null) {
    core.sessions.endProvedBy(signIn, new ParleyError('unauthenticated', 'The user signed out.'));
  }
}
