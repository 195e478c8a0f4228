import type { ChatReason } from '../../../chat/errors/chat-refusal.ts';
import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Dialect } from '../dialect.ts';
import { DESIGNED_ERRORS, type DesignedError, type ErrorForm } from './designed-errors.ts';
import { SamaRefusal } from './sama-refusal.ts';

/**
 * What a client is told of an error: the words that the protocol has for it, or else the error's own, which are written for
 * whoever asks. Nothing else of it goes out.
 */
export function errorFormOf(error: ParleyError): ErrorForm {
  if (error instanceof SamaRefusal) return error.form;
  const name = BY_REASON.get(error.reason ?? '') ?? BY_CODE[error.code];
  return name === undefined ? { status: error.status, message: error.message } : DESIGNED_ERRORS[name];
}

/** The same as it stands in a packet: an object, but for the few texts that clients of this dialect know as texts. */
export function errorInPacket(error: ParleyError, dialect: Dialect): ErrorForm | string {
  const form = errorFormOf(error);
  return dialect === 'sama' && error instanceof SamaRefusal && error.isBare ? form.message : form;
}

const CHAT: Readonly<Record<ChatReason, DesignedError | null>> = {
  login_taken: 'USER_ALREADY_EXISTS',
  registration_closed: null,
  wrong_credentials: 'INCORRECT_LOGIN_OR_PASSWORD',
  wrong_password: 'INCORRECT_CURRENT_PASSWORD',
  refresh_token_invalid: 'TOKEN_EXPIRED',
  user_not_found: 'USER_NOT_FOUND',
  contact_not_found: 'CONTACT_NOT_FOUND',
  conversation_not_found: 'CONVERSATION_NOT_FOUND',
  not_member: 'FORBIDDEN',
  not_admin: 'FORBIDDEN',
  not_owner: 'FORBIDDEN',
  not_group: 'BAD_REQUEST',
  no_participants: 'PARTICIPANTS_NOT_PROVIDED',
  too_many_in_private: 'TOO_MANY_USERS_IN_PRIVATE',
  too_many_participants: 'PARTICIPANTS_LIMIT',
  self_conversation: 'INCORRECT_USER',
  message_not_found: 'MESSAGE_ID_NOT_FOUND',
  not_author: 'FORBIDDEN',
  may_not_delete: 'FORBIDDEN',
  blocked: 'USER_BLOCKED',
  reply_not_found: 'INCORRECT_REPLY_MESSAGE_ID',
  reserved_field: null,
  too_many_reactions: null,
  message_empty: 'MESSAGE_BODY_AND_ATTACHMENTS_EMPTY',
  block_self: null,
  too_many_blocks: null,
  contact_without_name: 'FULLNAME_IS_MISSED',
  contact_without_way: 'EMAIL_OR_PHONE_IS_MISSED',
  contact_too_large: null,
  too_many_contacts: null,
  file_not_found: null,
  file_too_large: 'INCORRECT_FILE_SIZE',
  files_too_large: null,
  too_many_uploads: null,
  push_not_found: 'NOTIFICATION_NOT_FOUND',
  recipients_not_found: 'RECIPIENTS_NOT_FOUND',
};

const BY_REASON: ReadonlyMap<string, DesignedError | null> = new Map(Object.entries(CHAT));

/** Where the code alone says as much as the protocol does; a reason without words of the protocol speaks for itself. */
const BY_CODE: Partial<Record<ErrorCode, DesignedError>> = {
  internal: 'INTERNAL_SERVER',
  token_expired: 'TOKEN_EXPIRED',
};
