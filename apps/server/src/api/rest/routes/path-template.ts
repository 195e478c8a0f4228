/** A REST path with `{name}` parameters, each a whole segment. */
export interface PathTemplate {
  /** As in the API document: `/channels/{channel}/events`. */
  readonly text: string;
  readonly parameters: readonly string[];
  /** For Fastify: `/channels/:channel/events`. */
  readonly route: string;
  /** The same for all templates that match the same requests. */
  readonly shape: string;
}

/** Throws on a template that could not be matched as it is meant. */
export function parsePathTemplate(text: string): PathTemplate {
  if (!/^(?:\/(?:[A-Za-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9]*\}))+$/.test(text)) {
    throw new Error(`"${text}" is not a path of plain segments and {parameters}`);
  }
  const parameters = [...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
  if (new Set(parameters).size < parameters.length) throw new Error(`"${text}" names a parameter twice`);
  return {
    text,
    parameters,
    route: text.replaceAll(/\{(\w+)\}/g, ':$1'),
    shape: text.replaceAll(/\{\w+\}/g, '{}'),
  };
}
