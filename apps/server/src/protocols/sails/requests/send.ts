import type { Call } from './call.ts';
import { pushAll, pushOf } from './push.ts';

/** `POST /wssv/send`: one event to one channel or several. Answered once it is stored. */
export async function send(call: Call): Promise<object> {
  await pushAll(call, [pushOf(call.authority.app, call.parameters)]);
  return {};
}
