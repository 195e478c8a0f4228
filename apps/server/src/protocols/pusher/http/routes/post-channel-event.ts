import { z } from 'zod';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import { bodyOfText } from '../body-of-data.ts';
import type { Answer, Call } from '../call.ts';
import { ChannelName } from '../channel-name.ts';
import { parseInput } from '../parse-input.ts';
import { EventName, publishAll, requireSize, SocketId } from '../trigger.ts';

const Input = z.object({ name: EventName, socket_id: SocketId.optional() });

/**
 * `POST /apps/{id}/channels/{name}/events`. Deprecated in 2012 for {@link postEvents}; works as it was documented: the
 * parameters stand in the query alone, and the body is the event's data itself, whatever text it is. Answered by 202 and
 * nothing more.
 */
export async function postChannelEvent(call: Call): Promise<Answer> {
  const channel = parseInput(ChannelName, call.subject);
  const { name, socket_id } = parseInput(Input, call.query);
  const body = bodyOfText(textOf(call.body));
  requireSize(call.app, body);
  await publishAll(call, [{ channels: new Set([channel]), name, body, exclude: socket_id ?? null }]);
  return null;
}

/** The bytes as text, a byte order mark included: what comes in goes out. */
function textOf(body: Buffer): string {
  if (body.length === 0) throw new ParleyError('bad_request', 'The body must hold the data of the event');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (cause) {
    throw new ParleyError('bad_request', 'The body is not valid UTF-8', { cause });
  }
}
