import { z } from 'zod';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { Cids, cidsError } from './conversation-fields.ts';
import { peopleOf } from './people-of.ts';

/** Who runs conversations: owner and admins of those groups that the user is in; others are passed over. */
export const getAdminsByCids = userRequest(
  'get_admins_by_cids',
  inputOf(z.strictObject({ cids: Cids }), { cids: cidsError }),
  async (call, { cids }) => {
    const { setup, caller } = call;
    const { conversations } = setup.chat;
    const admins = new Map<string, readonly string[]>();
    // They are in memory since they were asked for.
    for (const id of (await conversations.participants(caller, cids)).keys()) {
      const members = (await conversations.find(caller.app, id))?.members.values() ?? [];
      const ids = [...members].filter(({ role }) => role !== 'member').map(({ userId }) => userId);
      if (ids.length > 0) admins.set(id, ids);
    }
    return peopleOf(call, admins);
  },
);
