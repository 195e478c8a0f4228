import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import { PROTOCOL } from '../../protocol.ts';
import { Id } from '../../requests/field.ts';
import { type Input, inputOf } from '../../requests/input.ts';
import { MessageInput, sendMessage } from '../../requests/messages/message.ts';
import { deleteMessages, MessageDeleteInput } from '../../requests/messages/message-delete.ts';
import { editMessage, MessageEditInput } from '../../requests/messages/message-edit.ts';
import { ReactionsInput, updateReactions } from '../../requests/messages/message-reactions-update.ts';
import { MessageReadInput, readMessages } from '../../requests/messages/message-read.ts';
import { SystemMessageInput, sendSystemMessage } from '../../requests/messages/system-message.ts';
import { type AdminCall, type AdminRoute, OrganizationField, organizationOf } from './admin-call.ts';

/** A request that a backend makes in the name of a user. */
interface Operation<Output> extends Pick<AdminRoute, 'method' | 'path' | 'status'> {
  /** Where it stands in the body, with the fields that it has over a socket. */
  readonly field: string;
  readonly input: Input<Output>;
  /** Resolves with the answer. */
  act(call: AdminCall, caller: ChatCaller, input: Output): Promise<object>;
}

const CREATED = 201;
const SUCCESS = { success: true };

/** What backends do with messages: in the name of users who are members there. */
export const MESSAGE_ROUTES: readonly AdminRoute[] = [
  routeOf({
    ...{ method: 'POST', path: '/admin/message', status: CREATED, field: 'message', input: MessageInput },
    act: ({ setup }, caller, input) => sendMessage(setup.chat, caller, input),
  }),
  routeOf({
    ...{ method: 'POST', path: '/admin/message/system', status: CREATED },
    ...{ field: 'messageSystem', input: SystemMessageInput },
    act: ({ setup }, caller, input) => sendSystemMessage(setup, caller, input),
  }),
  routeOf({
    ...{ method: 'PUT', path: '/admin/message', field: 'messageEdit', input: MessageEditInput },
    act: ({ setup }, caller, input) => editMessage(setup.chat, caller, input).then(() => SUCCESS),
  }),
  routeOf({
    ...{ method: 'PUT', path: '/admin/message/read', field: 'messageRead', input: MessageReadInput },
    act: ({ setup }, caller, input) => readMessages(setup.chat, caller, input).then(() => SUCCESS),
  }),
  routeOf({
    ...{ method: 'PUT', path: '/admin/message/reaction', field: 'messageReaction', input: ReactionsInput },
    act: ({ setup }, caller, input) => updateReactions(setup.chat, caller, input).then(() => SUCCESS),
  }),
  routeOf({
    ...{ method: 'DELETE', path: '/admin/message', field: 'messageDelete', input: MessageDeleteInput },
    act: ({ setup }, caller, input) => deleteMessages(setup.chat, caller, input).then(() => SUCCESS),
  }),
];

const Sender = inputOf(z.object({ organizationId: OrganizationField, senderId: Id }), {
  organizationId: 'ORG_NOT_FOUND',
  senderId: 'USER_ID_MISSED',
});

function routeOf<Output>({ method, path, status, field, input, act }: Operation<Output>): AdminRoute {
  return {
    ...{ method, path, ...(status === undefined ? {} : { status }) },
    answer: async (call, body) => {
      const caller = callerOf(call, body);
      const given = new Map<string, unknown>(Object.entries(body)).get(field);
      return act(call, caller, input.parse(given ?? {}));
    },
  };
}

function callerOf(call: AdminCall, body: object): ChatCaller {
  const { organizationId, senderId: userId } = Sender.parse(body);
  return {
    ...{ app: organizationOf(call, organizationId), userId, sessionId: null, deviceId: null },
    ...{ address: call.request.ip, protocol: PROTOCOL, isBackend: true },
  };
}
