export const DIALECTS = ['sama', 'seed'] as const;

/**
 * In which of two forms things are told that cannot be told in both: as the real clients read them, or as the document of
 * release 0.28 has them.
 */
export type Dialect = (typeof DIALECTS)[number];

/** What a client asked for in the query it connected with, or else the usual. */
export function dialectOf(query: URLSearchParams, usual: Dialect): Dialect {
  const asked = query.get('dialect');
  return DIALECTS.find((dialect) => dialect === asked) ?? usual;
}
