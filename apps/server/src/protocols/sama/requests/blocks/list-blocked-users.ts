import { z } from 'zod';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

/** Whom the user has blocked. */
export const listBlockedUsers = userRequest(
  'list_blocked_users',
  inputOf(z.strictObject({})),
  async ({ setup, caller }) => ({ users: await setup.chat.blocks.list(caller) }),
);
