import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import type { Chat } from '../../../../chat/chat.ts';
import { Id, text } from '../field.ts';
import { bare, inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';
import { placeOf } from './place-of.ts';

const MAX_REACTION = 10;

const Reaction = text(1, MAX_REACTION);

export const ReactionsInput = inputOf(
  z.strictObject({ mid: Id, add: Reaction.optional(), remove: Reaction.optional() }),
  { mid: 'MESSAGE_ID_MISSED' },
  {
    rules: [
      ({ add, remove }) =>
        add === undefined && remove === undefined
          ? bare('"value" must contain at least one of [add, remove]')
          : null,
    ],
  },
);

/** Puts a reaction on a message, or takes one back. */
export async function updateReactions(
  chat: Pick<Chat, 'messages'>,
  caller: ChatCaller,
  { mid, add, remove }: ReturnType<typeof ReactionsInput.parse>,
): Promise<void> {
  await chat.messages.react(caller, await placeOf(chat, caller, mid), mid, {
    ...(add === undefined ? {} : { add }),
    ...(remove === undefined ? {} : { remove }),
  });
}

export const messageReactionsUpdate = userRequest(
  'message_reactions_update',
  ReactionsInput,
  async ({ setup, caller }, input) => {
    await updateReactions(setup.chat, caller, input);
    return SUCCESS;
  },
);
