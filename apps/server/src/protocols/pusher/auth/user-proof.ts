import { z } from 'zod';
import { UserId } from '../../../api/models/names.ts';
import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Body } from '../../../core/event/body.ts';
import type { Session } from '../../../core/session/session.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';
import type { SignInRequest } from '../codec/client-frame.ts';
import { socketIdOf } from '../session/socket-id.ts';
import { infoOf } from './info-of.ts';
import { requireSigned } from './signatures.ts';

/** Who a client is on its whole connection, by the app's signature. */
export interface SignedInUser {
  readonly id: string;
  /** What the user shows of itself on presence channels; null if nothing. */
  readonly info: Body | null;
  /** The users it wants to know about, as the app lists them, each once. */
  readonly watchlist: readonly string[];
  readonly signer: KeyRecord;
}

const UserData = z.object({
  id: UserId,
  user_info: z.unknown().optional(),
  // What is no list watches nobody, and what is no id names nobody: neither is a reason to keep a user out.
  watchlist: z.array(z.unknown()).catch([]),
});

/** Checks a sign-in. Throws `unauthenticated`: it was not signed by the app, or does not say who signs in. */
export function proveUser(
  apps: AppRegistry,
  session: Session,
  { auth, userData }: SignInRequest,
): SignedInUser {
  const signer = requireSigned(apps, session.app, `${socketIdOf(session.id)}::user::${userData}`, auth);
  const { id, user_info, watchlist } = parseUser(userData);
  const watched = watchlist.filter((entry) => UserId.safeParse(entry).success).map(String);
  return { id, info: infoOf(user_info), watchlist: [...new Set(watched)], signer };
}

/** Only for what was found to be signed. */
function parseUser(userData: string): z.infer<typeof UserData> {
  try {
    return UserData.parse(JSON.parse(userData));
  } catch (cause) {
    throw new ParleyError(
      'unauthenticated',
      'The user_data is no JSON object with a non-empty string as id',
      {
        cause,
      },
    );
  }
}
