import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import { inSeconds } from '../../codec/iso-date.ts';
import { acknowledgement } from '../../codec/server-packets.ts';
import { designed } from '../../errors/sama-refusal.ts';
import type { SamaSetup } from '../../sama-setup.ts';
import { Id, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { Packet, userRequest } from '../request.ts';
import { Extra } from './message-fields.ts';

const MAX_ID = 255;
const MOST_USERS = 20;

export const SystemMessageInput = inputOf(
  z.strictObject({
    id: text(1, MAX_ID),
    cid: Id.optional(),
    uids: z.array(Id).min(1).max(MOST_USERS).optional(),
    x: Extra,
  }),
  {
    id: 'INCORRECT_MESSAGE_ID',
    cid: 'CID_REQUIRED',
    uids: (value) =>
      Array.isArray(value) && value.length > MOST_USERS ? 'UIDS_LIMIT' : 'INCORRECT_RECIPIENTS_IDS',
  },
  {
    rules: [
      ({ cid, uids }) => ((cid === undefined) === (uids === undefined) ? 'CID_OR_UIDS_REQUIRED' : null),
    ],
  },
);

/** Tells the members of a conversation, or users, something that is not kept. */
export async function sendSystemMessage(
  { core, chat }: Pick<SamaSetup, 'core' | 'chat'>,
  caller: ChatCaller,
  { id, cid, uids, x }: ReturnType<typeof SystemMessageInput.parse>,
): Promise<object> {
  await chat.messages.signal(caller, recipients(cid, uids), { id, custom: x });
  return acknowledgement({ mid: id, t: inSeconds(core.runtime.clock.now()) });
}

export const systemMessage = userRequest(
  'system_message',
  SystemMessageInput,
  async ({ setup, caller }, input) => new Packet(await sendSystemMessage(setup, caller, input)),
);

function recipients(cid: string | undefined, uids: readonly string[] | undefined) {
  if (cid !== undefined) return { conversationId: cid };
  if (uids !== undefined) return { userIds: [...new Set(uids)] };
  throw designed('CID_OR_UIDS_REQUIRED');
}
