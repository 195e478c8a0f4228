import { z } from 'zod';
import { Id, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MAX_STATUS = 255;

const Body = inputOf(z.strictObject({ cid: Id, status: text(0, MAX_STATUS).optional() }), {
  cid: 'CID_REQUIRED',
});

/** Tells the others that the user is typing. It is not answered. */
export const typing = userRequest('typing', Body, async ({ setup, caller }, { cid, status }) => {
  await setup.chat.messages.typing(caller, cid, status ?? null);
  return null;
});
