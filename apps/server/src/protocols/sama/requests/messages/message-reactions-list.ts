import { z } from 'zod';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { placeOf } from './place-of.ts';

/** Who reacted to a message, and how. */
export const messageReactionsList = userRequest(
  'message_reactions_list',
  inputOf(z.strictObject({ mid: Id }), { mid: 'MESSAGE_ID_MISSED' }),
  async ({ setup: { chat }, caller }, { mid }) => {
    const reactions = await chat.messages.reactionsOf(caller, await placeOf(chat, caller, mid), mid);
    return { reactions: Object.fromEntries(reactions) };
  },
);
