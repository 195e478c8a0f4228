/**
 * The address of a server's API, given where the server is: `http://host:4000` or, behind a proxy, a folder such as
 * `https://example.com/parley`. Also takes `ws:` and `wss:`.
 *
 * @throws TypeError when it is no such address.
 */
export function apiAddress(url: string, path: string, scheme: 'http' | 'ws'): string {
  const match = /^(http|ws)(s?):\/\/[^?#]+$/.exec(url);
  if (!match) throw new TypeError(`The server's address must be like "https://example.com", not "${url}".`);
  const base = url.slice(url.indexOf(':')).replace(/\/+$/, '');
  return `${scheme}${match[2]}${base}${path}`;
}

/** Where the WebSocket is. */
export function socketAddress(url: string): string {
  return `${apiAddress(url, '/trpc', 'ws')}?connectionParams=1`;
}
