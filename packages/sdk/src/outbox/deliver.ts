import { isRecord } from '../errors/error-report.ts';
import { clientError, ParleyError } from '../errors/parley-error.ts';
import type { Calls } from '../rpc/calls.ts';
import { request } from '../rpc/request.ts';
import type { Receipt, StoredMessage } from './outbox-message.ts';
import type { MessageEvent } from './outbox-state.ts';

/**
 * Hands a message to the connection, once, and says what came of it: `stored`, `refused`, or `lost` without an answer.
 *
 * @param uncertain an earlier attempt may have succeeded unheard.
 */
export async function deliver(
  calls: Calls,
  message: StoredMessage,
  uncertain: boolean,
): Promise<MessageEvent> {
  const { path, input } = wording(message);
  try {
    const answer = await request(calls, 'mutation', path, input, { offline: 'fail', lost: 'fail' });
    return { type: 'stored', receipt: readReceipt(answer, message) };
  } catch (thrown) {
    const error = thrown instanceof ParleyError ? thrown : clientError('protocol', 'Sending failed.', thrown);
    if (error.code === 'disconnected') return { type: 'lost', error };
    // A deletion whose answer was lost, repeated: that the event is gone is what it wanted.
    if (message.action === 'delete' && uncertain && error.code === 'not_found') {
      return { type: 'stored', receipt: readReceipt({}, message) };
    }
    return { type: 'refused', error };
  }
}

function wording({ action, channel, name, data, target, clientId, exclude }: StoredMessage): {
  path: string;
  input: unknown;
} {
  switch (action) {
    case 'publish': {
      const input = { channel, name, data, clientId };
      return { path: 'channels.publish', input: exclude === undefined ? input : { ...input, exclude } };
    }
    case 'edit':
      return { path: 'channels.edit', input: { channel, id: target, data, clientId } };
    case 'send': {
      const said = isRecord(data) ? data : {};
      const conversation = channel.slice(channel.indexOf(':') + 1);
      return { path: 'chat.messages.send', input: { ...said, conversation, clientId } };
    }
    case 'delete':
      return { path: 'channels.delete', input: { channel, id: target } };
  }
}

function readReceipt(answer: unknown, message: StoredMessage): Receipt {
  const { id, position, at, duplicate } = isRecord(answer) ? answer : {};
  return {
    id: typeof id === 'string' ? id : (message.target ?? ''),
    position: typeof position === 'string' ? position : '',
    at: typeof at === 'number' ? at : message.queuedAt,
    clientId: message.clientId,
    duplicate: duplicate === true,
  };
}
