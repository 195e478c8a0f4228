import { isRecord } from '../errors/error-report.ts';

/** The kinds of tRPC procedure. */
export type CallKind = 'query' | 'mutation' | 'subscription';

/** What the server sends, read from one text frame of the stock tRPC WebSocket wire. */
export type ServerFrame =
  | { readonly type: 'pong' }
  | { readonly type: 'ping' }
  /** The server asks to be left soon; a close frame with a hint follows. */
  | { readonly type: 'reconnect' }
  | { readonly type: 'data'; readonly id: string; readonly eventId: string | null; readonly data: unknown }
  | { readonly type: 'started' | 'stopped'; readonly id: string }
  /** `id` null: about the connection as a whole. `shape` is still serialised. */
  | { readonly type: 'error'; readonly id: string | null; readonly shape: unknown }
  | { readonly type: 'unreadable' };

export const PING = 'PING';
export const PONG = 'PONG';

const UNREADABLE: ServerFrame = { type: 'unreadable' };

/** Reads a frame; whatever is not one of ours is `unreadable`, never an exception. */
export function readFrame(text: string): ServerFrame {
  if (text === PONG) return { type: 'pong' };
  if (text === PING) return { type: 'ping' };
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
  if (!isRecord(frame)) return UNREADABLE;
  if (frame.method === 'reconnect') return { type: 'reconnect' };
  const id = frame.id === null || frame.id === undefined ? null : String(frame.id);
  if ('error' in frame) return { type: 'error', id, shape: frame.error };
  if (id === null || !isRecord(frame.result)) return UNREADABLE;
  const { type, data, id: eventId } = frame.result;
  if (type === 'started' || type === 'stopped') return { type, id };
  if (type !== 'data' && type !== undefined) return UNREADABLE;
  return { type: 'data', id, eventId: typeof eventId === 'string' ? eventId : null, data };
}

/** The first frame of a connection: who is there. */
export function connectionParamsFrame(params: Readonly<Record<string, string>>): string {
  return JSON.stringify({ method: 'connectionParams', data: params });
}

/** @param input already serialised as superjson does: `{ json, meta? }`. */
export function requestFrame(
  id: string,
  kind: CallKind,
  path: string,
  input: unknown,
  lastEventId: string | null,
): string {
  const params = lastEventId === null ? { path, input } : { path, input, lastEventId };
  return JSON.stringify({ id, method: kind, params });
}

export function stopFrame(id: string): string {
  return JSON.stringify({ id, method: 'subscription.stop' });
}

/** The value within superjson's envelope, for answers that are plain JSON. */
export function plainJson(data: unknown): unknown {
  return isRecord(data) ? data.json : undefined;
}
