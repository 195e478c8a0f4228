import { router } from '../base/trpc.ts';
import { deleteEvent } from './delete.ts';
import { edit } from './edit.ts';
import { history } from './history.ts';
import { presence } from './presence.ts';
import { publish } from './publish.ts';
import { publishBatch } from './publish-batch.ts';
import { signal } from './signal.ts';
import { subscribe } from './subscribe.ts';
import { updatePresence } from './update-presence.ts';

/** Channels as their users know them. */
export const channelsRouter = router({
  publish,
  publishBatch,
  edit,
  delete: deleteEvent,
  history,
  subscribe,
  presence,
  updatePresence,
  signal,
});
