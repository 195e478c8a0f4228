import { z } from 'zod';
import type { App } from '../../../core/apps/app.ts';
import type { SanctionKey } from '../../../core/moderation/moderation.ts';
import type { SanctionRecord } from '../../../core/store/moderation-store.ts';
import { listOf } from '../../models/list-of.ts';
import { ChannelName, UserId } from '../../models/names.ts';
import type { RoomUsers } from '../room-users.ts';

/** What stands for the whole app where a room is asked for. */
const EVERYWHERE = 'global';
const MOST_ROOMS = 1000;
/** All of them are stored in one transaction, or none. */
const MOST_USERS = 1000;

const uid = listOf(UserId, MOST_USERS);

/** A room or the whole app, with users that something is done to there. */
const Place = z
  .looseObject({
    rid: ChannelName.meta({
      id: 'RoomOrGlobal',
      description: 'A room; `global` stands for the whole app.',
      examples: ['pub-news', EVERYWHERE],
    }),
    uid,
  })
  .meta({ id: 'RoomSanction' });

const BanPlace = z
  .looseObject({
    rid: ChannelName.regex(/^(global$|pub-|pri-)/, 'The provided room type is invalid!').meta({
      id: 'BanRoomOrGlobal',
      description: 'A room, whose name begins with `pub-` or `pri-`; `global` stands for the whole app.',
      examples: ['pub-news', EVERYWHERE],
    }),
    uid,
  })
  .meta({ id: 'RoomBan' });

/** Rooms, or the whole app, each with users; all of it holds or none. */
export const Places = bounded(listOf(Place, MOST_ROOMS));
/** As {@link Places}, but they must be rooms. */
export const BanPlaces = bounded(listOf(BanPlace, MOST_ROOMS));

interface RoomsWithUsers extends z.ZodType<ReadonlyArray<{ rid: string; uid: readonly string[] }>> {}

function bounded<Schema extends RoomsWithUsers>(schema: Schema) {
  return schema.refine(
    (places) => places.reduce((sum, place) => sum + place.uid.length, 0) <= MOST_USERS,
    `At most ${MOST_USERS} users can be named at once, in all rooms together.`,
  );
}

/** What identifies the bans or mutes that a list names, each once. */
export function keysOf(
  { kind, app }: { kind: SanctionKey['kind']; app: App },
  places: ReadonlyArray<{ readonly rid: string; readonly uid: readonly string[] }>,
): SanctionKey[] {
  const keys = new Map<string, SanctionKey>();
  for (const { rid, uid: users } of places) {
    const channel = rid === EVERYWHERE ? null : rid;
    // Neither name can hold a line feed.
    for (const userId of users) keys.set(`${rid}\n${userId}`, { kind, appId: app.id, userId, channel });
  }
  return [...keys.values()];
}

/** Bans or mutes in force by where they hold. */
export function byRoom(records: readonly SanctionRecord[]): Array<z.infer<typeof RoomUsers>> {
  const rooms = new Map<string, string[]>();
  for (const { channel, userId } of records) {
    const rid = channel ?? EVERYWHERE;
    const users = rooms.get(rid);
    if (users) users.push(userId);
    else rooms.set(rid, [userId]);
  }
  return [...rooms].map(([rid, users]) => ({ rid, uid: users }));
}
