const SEARCH_TEXT = 1000;
/** Controls that are no blanks, and characters that are there to be ignored: joiners, variants, marks of direction. */
const UNSEEN = /(?!\s)[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * How logins are compared: whatever their case, whatever way there is to write the same, and without what nobody sees. Nobody
 * can be called what looks like somebody else's login but for a blank at its end, and databases differ in whether that counts.
 */
export function loginKeyOf(login: string): string {
  return folded(login.replaceAll(UNSEEN, '')).replaceAll(/\s+/g, ' ').trim();
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
