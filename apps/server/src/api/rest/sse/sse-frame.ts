/** One server-sent event: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
export interface SseEvent {
  /** Where a reader resumes after this event. Left out, the last one stays. */
  readonly id?: string;
  /** The event's type. Left out, it is `message`. */
  readonly type?: string;
  readonly json: string;
  /** How long the reader should wait before it reconnects. */
  readonly retryMs?: number;
}

/**
 * A server-sent event as bytes. JSON text may hold line breaks between its tokens (never inside strings), which would end
 * the data line: they become spaces. In the other fields a line break is a mistake of the server, and is cut off with what
 * follows.
 */
export function sseFrame(event: SseEvent): Buffer {
  let text = '';
  if (event.retryMs !== undefined) text += `retry: ${Math.ceil(event.retryMs)}\n`;
  if (event.id !== undefined) text += `id: ${firstLine(event.id)}\n`;
  if (event.type !== undefined) text += `event: ${firstLine(event.type)}\n`;
  return Buffer.from(`${text}data: ${event.json.replaceAll(/[\r\n]/g, ' ')}\n\n`);
}

/** A comment: keeps proxies and readers from taking silence for a dead connection. */
export const SSE_HEARTBEAT = Buffer.from(':\n\n');

function firstLine(text: string): string {
  return text.split(/[\r\n\0]/, 1)[0] ?? '';
}
