import { recordOf } from '../codec/message-record.ts';
import type { Call } from './call.ts';
import { messageSearch } from './message-search.ts';

/** `GET /wssv/message`: what was pushed, by whatever protocol, as it stands now. */
export async function listMessages({
  setup: { searches },
  authority: { app },
  parameters,
  isAwaited,
}: Call): Promise<object> {
  const found = await searches.find(messageSearch(app, parameters), isAwaited);
  return found.map(recordOf);
}
