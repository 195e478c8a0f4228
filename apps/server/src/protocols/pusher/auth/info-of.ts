import { Body } from '../../../core/event/body.ts';

/** What a member shows of itself, from the JSON that the app signed; null if nothing. */
export function infoOf(userInfo: unknown): Body | null {
  return userInfo === undefined || userInfo === null ? null : Body.ofValue(userInfo);
}
