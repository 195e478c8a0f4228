import { z } from 'zod';

/** What the client reads of packets, and cannot do without. */

export const Said = z.looseObject({
  _id: z.string(),
  from: z.string(),
  body: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export const Live = Said.extend({ cid: z.string() });
export const Listed = z.looseObject({
  _id: z.string(),
  type: z.enum(['u', 'g']),
  unread_messages_count: z.number().optional(),
});
export const People = z.array(z.looseObject({ native_id: z.string(), login: z.string() }));
export const Participants = z.object({
  users: People,
  conversations: z.record(z.string(), z.array(z.string())),
});
export const News = z.looseObject({ x: z.record(z.string(), z.unknown()) });
export const Read = z.object({ ids: z.array(z.string()), cid: z.string(), from: z.string() });
export const Edited = z.looseObject({ id: z.string(), cid: z.string(), body: z.string() });
export const Deleted = z.looseObject({ ids: z.array(z.string()), cid: z.string() });
export const Typing = z.looseObject({ cid: z.string(), from: z.string() });
/** 0: online now. Anything else is a moment in seconds. */
export const Activity = z.record(z.string(), z.number());
