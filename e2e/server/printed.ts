/** What a server printed at its start for a newcomer to paste into a terminal, in the checkout's folder. */
export interface Printed {
  /** The command that reads live. */
  readonly listen: string;
  /** The command that publishes. */
  readonly publish: string;
  /** The command that listens and publishes with the SDK. */
  readonly program: string;
}

/** Reads the banner. Throws if what the README promises is not in it. */
export function printed(output: string): Printed {
  return {
    listen: found(/^ {2}(curl -N .*)$/m, output, 'curl command that listens'),
    publish: found(/^ {2}(curl (?!-N)(?:.|\\\n)*-d '[^']*')$/m, output, 'curl command that publishes'),
    program: found(/^(node .*<<'END'\n[\s\S]*?\nEND)$/m, output, 'SDK snippet'),
  };
}

function found(pattern: RegExp, output: string, what: string): string {
  const text = pattern.exec(output)?.[1];
  if (text === undefined) throw new Error(`The server did not print its ${what}. It printed:\n${output}`);
  return text;
}
