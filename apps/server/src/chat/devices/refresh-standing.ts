import { fingerprint } from '../../core/apps/key-vault.ts';
import type { DeviceRecord } from '../../core/store/chat/device-store.ts';

/** How long the token before the present one is taken for that of another tab rather than for a stolen one. */
export const GRACE_MS = 30_000;

/**
 * What a refresh token that was given out to a device is worth now. `current`: the next one. `previous`: an access token, as
 * another tab has just got the next one. `unanswered`: the next one too, since nobody has shown to have the one that came
 * after it: the answer was lost. `used up`: whoever brings it has stolen it, or was stolen from.
 */
export type RefreshStanding = 'current' | 'previous' | 'unanswered' | 'used up';

type Rotation = Pick<DeviceRecord, 'refreshHash' | 'previousHash' | 'rotatedAt' | 'answeredAt'>;

export function refreshStanding(
  { refreshHash, previousHash, rotatedAt, answeredAt }: Rotation,
  refreshToken: string,
  now: number,
): RefreshStanding {
  const hash = fingerprint(refreshToken);
  if (hash === refreshHash) return 'current';
  if (hash !== previousHash) return 'used up';
  if (now - rotatedAt <= GRACE_MS) return 'previous';
  return answeredAt === null ? 'unanswered' : 'used up';
}
