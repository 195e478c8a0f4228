import { chatRefusal } from '../errors/chat-refusal.ts';

/** Clients take these for news of the server: nobody else may write them. */
const NAMES = ['conversation_created', 'conversation_updated', 'conversation_kicked'];
const TYPES: readonly unknown[] = [
  'added_participant',
  'removed_participant',
  'left_participants',
  'update_image',
];

/** Throws `reserved_field` for what a user may not put beside a message, because clients would believe the server said it. */
export function requireUnreserved(custom: Readonly<Record<string, unknown>> | undefined): void {
  if (!custom) return;
  const name = NAMES.find((reserved) => Object.hasOwn(custom, reserved));
  if (name !== undefined) throw chatRefusal('reserved_field', `The field ${name} is the server's own.`);
  if (Object.hasOwn(custom, 'type') && TYPES.includes(custom.type)) {
    throw chatRefusal('reserved_field', `Only the server writes things of the type ${custom.type}.`);
  }
}
