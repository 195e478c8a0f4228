import { z } from 'zod';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { Cids, cidsError } from './conversation-fields.ts';
import { peopleOf } from './people-of.ts';

/** Who takes part in conversations: of those that the user is in; others are passed over. */
export const getParticipantsByCids = userRequest(
  'get_participants_by_cids',
  inputOf(z.strictObject({ cids: Cids }), { cids: cidsError }),
  async (call, { cids }) => {
    const participants = await call.setup.chat.conversations.participants(call.caller, cids);
    return peopleOf(call, participants);
  },
);
