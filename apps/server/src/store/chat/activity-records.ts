import type { ActivityStore, Sighting } from '../../core/store/chat/activity-store.ts';
import { isStorableText } from '../events/body-column.ts';
import type { RecordCalls } from '../records/record-calls.ts';
import { inPortions } from '../sql/portions.ts';
import { choice, type SqlDatabase, valueList } from '../sql/sql-database.ts';

/**
 * When users were there last, in a relational database. By SQL rather than Prisma, because when thousands leave at once
 * they are noted by a few statements.
 */
export class ActivityRecords implements ActivityStore {
  readonly #database: SqlDatabase;
  readonly #calls: RecordCalls;

  constructor(options: { database: SqlDatabase; calls: RecordCalls }) {
    this.#database = options.database;
    this.#calls = options.calls;
  }

  async lastSeen(appId: string, userIds: readonly string[]): Promise<Map<string, number | null>> {
    const found = new Map<string, number | null>();
    for (const portion of inPortions(new Set(userIds.filter(isStorableText)), (id) => id.length)) {
      const rows = await this.#calls.run(() =>
        this.#database.rows<{ id: string; last_seen_at: number | null }>(
          `SELECT id, last_seen_at FROM chat_user WHERE app_id = ? AND id IN (${valueList(portion.length)})`,
          [appId, ...portion],
        ),
      );
      for (const { id, last_seen_at: at } of rows) found.set(id, at);
    }
    return found;
  }

  async noteSeen(sightings: readonly Sighting[]): Promise<void> {
    for (const [appId, ofApp] of byApp(sightings)) {
      for (const portion of inPortions(ofApp, ({ userId }) => userId.length)) {
        await this.#calls.again(() => this.#note(appId, portion));
      }
    }
  }

  async #note(appId: string, sightings: readonly Sighting[]): Promise<void> {
    const ids = sightings.map(({ userId }) => userId);
    await this.#database.run(
      `UPDATE chat_user
       SET last_seen_at = GREATEST(COALESCE(last_seen_at, 0), ${choice('id', 'last_seen_at', ids.length)})
       WHERE app_id = ? AND id IN (${valueList(ids.length)})`,
      [...sightings.flatMap(({ userId, at }) => [userId, at]), appId, ...ids],
    );
  }
}

function byApp(sightings: readonly Sighting[]): Map<string, Sighting[]> {
  const apps = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const ofApp = apps.get(sighting.appId);
    if (ofApp) ofApp.push(sighting);
    else apps.set(sighting.appId, [sighting]);
  }
  return apps;
}
