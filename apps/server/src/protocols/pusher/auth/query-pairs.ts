/** A name and its value in a query, decoded, in the order of the query. */
export type QueryPair = readonly [name: string, value: string];

/** How a query is read: percent-escapes only, or as a form, where a plus sign is a space. */
export type QueryReading = 'escapes' | 'form';

const MOST_PAIRS = 1000;

/**
 * The pairs of a query, names in small letters: so they are signed, and a name that could be written otherwise without breaking
 * the signature would let somebody else unsay it. What is no valid escape stands for itself: some SDKs sign and send values as they are.
 * Reads at most 1000 pairs, far more than any call has.
 */
export function queryPairs(query: string, reading: QueryReading): readonly QueryPair[] {
  const parts = query.split('&', MOST_PAIRS).filter((part) => part !== '');
  return parts.map((part) => {
    const text = reading === 'form' ? part.replaceAll('+', ' ') : part;
    const equals = text.indexOf('=');
    if (equals === -1) return [decoded(text).toLowerCase(), ''];
    return [decoded(text.slice(0, equals)).toLowerCase(), decoded(text.slice(equals + 1))];
  });
}

/** A percent-encoded text, decoded; as it is where its escapes are not valid. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
