import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ServerWord } from '../codec/server-word.ts';

/** What a sender is told when the core did not take its message; null: its connection is ending, which tells it. */
export function wordOfRefusal({ code }: ParleyError): ServerWord | null {
  switch (code) {
    case 'messaging_disabled':
    case 'muted':
    // It is in the room, but a rule of the app lets others speak there.
    case 'forbidden':
      return 'MESSAGING_DISABLED';
    case 'rate_limited':
      return 'YOU_ARE_RATE_LIMITED';
    case 'payload_too_large':
      return 'MESSAGE_SIZE_EXCEEDED';
    case 'banned':
      return 'NO_SUBSCRIPTION_FOUND';
    case 'draining':
    case 'unauthenticated':
    case 'token_expired':
      return null;
    default:
      return 'MESSAGE_NOT_DELIVERED';
  }
}
