import { z } from 'zod';

const SHARED = /^[A-Za-z0-9_\-=@,.;]{1,200}$/;
/** Beyond the names of Pusher: conversations, and the channel on which a user is told what concerns it. */
const OF_CHAT = /^(conversation:[0-9a-f]{24}|user:[^\p{Cc}\p{Cs}]{1,200})$/u;
const OF_USER = /^#server-to-user-[^\p{Cc}\p{Cs}]{1,200}$/u;

/** Whether the clients of this wire can name a channel so. Channels of other names are not seen by them. */
export function isSharedName(text: string): boolean {
  return SHARED.test(text) || OF_CHAT.test(text);
}

/** A channel that a backend can trigger on and ask about: one that clients share, or the one of a user. */
export const ChannelName = z
  .string({ error: 'must be the name of a channel' })
  .refine((text) => isSharedName(text) || OF_USER.test(text), {
    error: 'Invalid channel name: 1 to 200 of A-Z a-z 0-9 _ - = @ , . ; are allowed',
  });
