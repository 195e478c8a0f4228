const SEARCH_TEXT = 1000;

/** How logins are compared: whatever their case, and whatever way there is to write the same. */
export function loginKeyOf(login: string): string {
  return folded(login);
}

export function emailKeyOf(email: string): string {
  return folded(email.trim());
}

/** A phone as it is kept and compared: without what people put between the digits. */
export function phoneOf(phone: string): string {
  return phone.replaceAll(/[\s()-]/g, '');
}

/** A text as searches see it. */
export function searchable(text: string): string {
  return wellFormed(folded(text).replaceAll('\0', ''));
}

/** What a search for users looks at. */
export function searchTextOf(names: ReadonlyArray<string | null>): string {
  return wellFormed(searchable(names.filter(Boolean).join('\n')).slice(0, SEARCH_TEXT));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Without halves of surrogate pairs, which not every database can hold. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}
