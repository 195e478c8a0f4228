import { z } from 'zod';
import { MOST_BLOCKED_AT_ONCE } from '../../../../chat/blocks/blocks.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

const Body = inputOf(z.strictObject({ ids: z.array(Id).min(1).max(MOST_BLOCKED_AT_ONCE) }), {
  ids: 'INVALID_DATA_FORMAT',
});

/** Neither of the two can write to the other in private from now on. Whom nobody knows is passed over. */
export const blockUser = userRequest('block_user', Body, async ({ setup, caller }, { ids }) => {
  await setup.chat.blocks.block(caller, ids);
  return SUCCESS;
});
