import { z } from 'zod';
import { inWords } from '../../errors/in-words.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

/** Leaves a conversation. The last one out ends it. */
export const conversationDelete = userRequest(
  'conversation_delete',
  inputOf(z.strictObject({ id: Id })),
  async ({ setup, caller }, { id }) => {
    await inWords({ conversation_not_found: 'BAD_REQUEST', not_member: 'PARTICIPANT_NOT_FOUND' }, () =>
      setup.chat.conversations.leave(caller, id),
    );
    return SUCCESS;
  },
);
