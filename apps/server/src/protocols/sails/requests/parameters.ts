/** What a request was given, by name: texts and lists of texts from a query or a form, any JSON value from a body. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The parameters in a query or a form. A name that stands there more than once, or with `[]` behind it, is a list. */
export function queryParameters(text: string): Parameters {
  const parameters = new Map<string, string | string[]>();
  for (const [written, value] of new URLSearchParams(text)) {
    const isList = written.endsWith('[]');
    const name = isList ? written.slice(0, -2) : written;
    const known = parameters.get(name);
    if (Array.isArray(known)) known.push(value);
    else if (known !== undefined) parameters.set(name, [known, value]);
    else parameters.set(name, isList ? [value] : value);
  }
  return Object.fromEntries(parameters);
}

/** Query and body together. The body wins; one that is a list has no names. */
export function mergedParameters(query: Parameters, body: unknown): Parameters {
  const isNamed = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isNamed ? { ...query, ...body } : query;
}
