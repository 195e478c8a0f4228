import type { App } from '../../../../core/apps/app.ts';
import type { Core } from '../../../../core/core.ts';
import type { StoredEvent } from '../../../../core/store/event-store.ts';
import { eventIdOfUuid } from '../../codec/message-uuid.ts';

/** The message of a channel that clients know by a uuid, by whatever protocol it came; null: it is not there (any more). */
export async function findMessage(
  core: Core,
  app: App,
  channel: string,
  uuid: string,
): Promise<StoredEvent | null> {
  const log = core.logs.of(app.id, channel);
  const id = eventIdOfUuid(uuid);
  const byId = id === null ? null : await log.find(app.id, channel, id);
  const found = byId ?? (await log.findPublished(app.id, channel, uuid));
  return found?.kind === 'publish' && found.deletedAt === null ? found : null;
}
