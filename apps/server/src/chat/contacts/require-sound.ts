import { chatRefusal } from '../errors/chat-refusal.ts';
import type { PlainWay } from './contact-ways.ts';
import { MOST_CHARACTERS, MOST_WAYS } from './contacts.ts';

/** A contact before it is kept. */
export interface ContactDraft {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly emails: readonly PlainWay[];
  readonly phones: readonly PlainWay[];
}

/** Throws `contact_without_name`, `contact_without_way` or `contact_too_large`. */
export function requireSound({ firstName, lastName, company, emails, phones }: ContactDraft): void {
  if (!firstName && !lastName) throw chatRefusal('contact_without_name');
  if (emails.length + phones.length === 0) throw chatRefusal('contact_without_way');
  const texts = [...emails, ...phones].flatMap(({ type, value }) => [type, value]);
  const longest = [firstName, lastName, company, ...texts].some(
    (text) => text !== null && text.length > MOST_CHARACTERS,
  );
  if (longest || emails.length > MOST_WAYS || phones.length > MOST_WAYS) {
    throw chatRefusal('contact_too_large');
  }
}
