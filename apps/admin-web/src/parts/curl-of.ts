interface Publish {
  readonly channel: string;
  readonly name: string;
  readonly data: unknown;
  readonly asUser?: string;
}

/**
 * The command that publishes the same over REST. The key stays a variable of the shell: what is copied ends up in
 * tickets and chats.
 */
export function curlOf(origin: string, { channel, ...body }: Publish): string {
  const address = `${origin}/api/v1/channels/${encodeURIComponent(channel)}/events`;
  return [
    `curl -X POST ${quoted(address)}`,
    '-H "api-key: $PARLEY_ADMIN_KEY"',
    "-H 'content-type: application/json'",
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** Safe in a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
