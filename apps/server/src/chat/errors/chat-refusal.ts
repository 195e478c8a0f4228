import type { ErrorCode } from '../../core/errors/error-codes.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';

/**
 * What chat refuses, and why: the closed table behind {@link ParleyError.reason}. Clients of the native API get the
 * reason beside the code; a wire protocol maps it to its own words.
 */
export const CHAT_REASONS = {
  login_taken: { code: 'conflict', message: 'The login, e-mail or phone belongs to another user.' },
  registration_closed: { code: 'forbidden', message: 'This app lets nobody register by themselves.' },
  wrong_credentials: { code: 'unauthenticated', message: 'The login or the password is wrong.' },
  wrong_password: { code: 'unauthenticated', message: 'The current password is wrong.' },
  refresh_token_invalid: {
    code: 'unauthenticated',
    message: 'The refresh token does not hold; sign in again.',
  },
  user_not_found: { code: 'not_found', message: 'There is no such user.' },
  contact_not_found: { code: 'not_found', message: 'There is no such contact.' },
  conversation_not_found: { code: 'not_found', message: 'There is no such conversation.' },
  not_member: { code: 'forbidden', message: 'Only members of the conversation may do this.' },
  not_admin: { code: 'forbidden', message: 'Only the owner and the admins of the conversation may do this.' },
  not_owner: { code: 'forbidden', message: 'Only the owner of the conversation may do this.' },
  not_group: { code: 'bad_request', message: 'This is for groups only.' },
  no_participants: { code: 'bad_request', message: 'The conversation needs somebody beside its creator.' },
  too_many_in_private: { code: 'bad_request', message: 'A private conversation is between two users.' },
  too_many_participants: {
    code: 'bad_request',
    message: 'The conversation has as many members as the app allows.',
  },
  self_conversation: { code: 'bad_request', message: 'A private conversation needs another user.' },
  message_not_found: { code: 'not_found', message: 'There is no such message in this conversation.' },
  not_author: { code: 'forbidden', message: 'Only its author may change this message.' },
  may_not_delete: { code: 'forbidden', message: 'This message is not yours to delete for everybody.' },
  blocked: { code: 'forbidden', message: 'One of the two has blocked the other.' },
  reply_not_found: { code: 'bad_request', message: 'The message replied to is not in this conversation.' },
  reserved_field: {
    code: 'bad_request',
    message: 'The field is kept for what the server itself tells; give it another name.',
  },
  too_many_reactions: {
    code: 'bad_request',
    message: 'A user puts no more reactions than that on a message.',
  },
  message_empty: { code: 'bad_request', message: 'A message needs a text or an attachment.' },
  block_self: { code: 'bad_request', message: 'Nobody can block themselves.' },
  too_many_blocks: { code: 'bad_request', message: 'A user can block at most 10000 others.' },
  contact_without_name: { code: 'bad_request', message: 'A contact needs a first or a last name.' },
  contact_without_way: { code: 'bad_request', message: 'A contact needs an e-mail or a phone.' },
  contact_too_large: {
    code: 'bad_request',
    message: 'A contact holds at most 50 e-mails and 50 phones, of at most 255 characters each.',
  },
  too_many_contacts: { code: 'bad_request', message: 'An address book holds at most 10000 contacts.' },
  file_not_found: { code: 'not_found', message: 'There is no such file, or it is not yours to see.' },
  file_too_large: { code: 'payload_too_large', message: 'The file is larger than the app allows.' },
  files_too_large: {
    code: 'payload_too_large',
    message: 'Your files together are larger than the app allows.',
  },
  too_many_uploads: {
    code: 'rate_limited',
    message: 'Too many files are announced and not uploaded yet; upload those first.',
  },
  push_not_found: { code: 'not_found', message: 'There is no such push subscription.' },
  recipients_not_found: { code: 'not_found', message: 'None of the recipients exists.' },
} as const satisfies Record<string, { code: ErrorCode; message: string }>;

export type ChatReason = keyof typeof CHAT_REASONS;

/** An error with a reason of the table; `message` says it better where it can. */
export function chatRefusal(reason: ChatReason, message?: string): ParleyError {
  const { code, message: usual } = CHAT_REASONS[reason];
  return new ParleyError(code, message ?? usual, { reason });
}
