import { recordOf } from '../codec/message-record.ts';
import type { Call } from './call.ts';
import { messageSearch } from './message-search.ts';

/** `GET /wssv/message`: what was pushed, by whatever protocol, as it stands now. */
export async function listMessages({
  setup: { core },
  authority: { app },
  parameters,
}: Call): Promise<object> {
  const found = await core.store.events.search(messageSearch(app, parameters));
  return found.map(recordOf);
}
