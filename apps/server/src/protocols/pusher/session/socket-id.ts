const HALF_DIGITS = 12;
const HALF_LIMIT = 16 ** HALF_DIGITS;
const FORM = /^(0|[1-9][0-9]{0,14})\.(0|[1-9][0-9]{0,14})$/;

/**
 * The `socket_id` by which Pusher's clients and backends know a session: its id of 24 hex digits as two decimal numbers, the
 * form that server SDKs insist on. A bijection, so nothing has to remember which is whose, on any node.
 *
 * @example
 * socketIdOf('00000000000a00000000000b'); // '10.11'
 */
export function socketIdOf(sessionId: string): string {
  const first = Number.parseInt(sessionId.slice(0, HALF_DIGITS), 16);
  const last = Number.parseInt(sessionId.slice(HALF_DIGITS), 16);
  return `${first}.${last}`;
}

/** The session that a `socket_id` stands for, whether or not there is one; null for what is no `socket_id`. */
export function sessionIdOf(socketId: string): string | null {
  const [, first, last] = FORM.exec(socketId) ?? [];
  if (first === undefined || last === undefined) return null;
  if (Number(first) >= HALF_LIMIT || Number(last) >= HALF_LIMIT) return null;
  return hexOf(first) + hexOf(last);
}

function hexOf(digits: string): string {
  return Number(digits).toString(16).padStart(HALF_DIGITS, '0');
}
