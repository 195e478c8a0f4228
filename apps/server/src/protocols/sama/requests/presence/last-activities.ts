import { activityValue } from '../../codec/activity-value.ts';
import type { UserCall } from '../request.ts';

/** When users were there last, by their ids. Those that do not exist are absent. */
export async function lastActivities(
  { setup, client, caller }: UserCall,
  ids: readonly string[],
): Promise<Record<string, number | 'online'>> {
  const { app } = caller;
  const { activity, users } = setup.chat;
  const found = await activity.of(app, ids);
  const unseen = found.filter(({ isOnline, lastSeenAt }) => !isOnline && lastSeenAt === null);
  const ofUnseen =
    unseen.length === 0
      ? []
      : await users.list(
          app,
          unseen.map(({ userId }) => userId),
        );
  const since = new Map(ofUnseen.map(({ id, createdAt }) => [id, createdAt]));
  const { dialect } = client.origin;
  return Object.fromEntries(
    found.map((one) => [one.userId, activityValue(one, since.get(one.userId) ?? 1, dialect)]),
  );
}
