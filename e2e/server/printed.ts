/** What a server printed at its start, as a newcomer would copy it. */
export interface Printed {
  readonly clientKey: string;
  /** The command that publishes, as a request. */
  readonly publish: { readonly url: string; readonly headers: Record<string, string>; readonly body: string };
  /** The program that listens. */
  readonly program: string;
}

/** Reads the banner. Throws if what the README promises is not in it. */
export function printed(output: string): Printed {
  const command = /^ {2}curl (http\S+) ((?:.|\\\n)*?-d '[^']*')$/m.exec(output);
  const options = command?.[2] ?? '';
  const headers = [...options.matchAll(/-H '([^:']+): ([^']+)'/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return {
    clientKey: required(/client key +(\S+)/.exec(output)?.[1], 'client key'),
    publish: {
      url: required(command?.[1], 'curl command'),
      headers: Object.fromEntries(headers),
      body: required(/-d '([^']*)'/.exec(options)?.[1], 'body'),
    },
    program: required(/^ {2}import \{(?:.|\n {2})*/m.exec(output)?.[0], 'SDK snippet'),
  };
}

function required(found: string | undefined, what: string): string {
  if (found === undefined || found === '') throw new Error(`The server did not print its ${what}.`);
  return found;
}
