import { SseReading } from '../read-sse.ts';

/** A request to be sent, and what should come of it. */
export interface HttpCase {
  readonly name: string;
  readonly method: string;
  /** With the query string. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `accepted`: it fits the document. Otherwise the status that must refuse it. */
  readonly expected: 'accepted' | number;
}

export interface Answer {
  readonly status: number;
  readonly mediaType: string | null;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON, of a stream the first item; the text for other media types. */
  readonly body: unknown;
}

const PATIENCE_MS = 10_000;

/** Rejects when the answer, or the first item of a stream, does not come within ten seconds. */
export async function sendCase(
  one: HttpCase,
  options: { base: string; readsFirstItem: boolean },
): Promise<Answer> {
  const ask = (): Promise<Response> =>
    fetch(options.base + one.target, {
      method: one.method,
      headers: one.headers,
      ...(one.body === undefined ? {} : { body: one.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  // A connection that was kept may be closed in the moment in which it is used again: then a new one is asked.
  const response = await ask().catch((error: unknown) => {
    if (error instanceof TypeError) return ask();
    throw error;
  });
  const { status, headers } = response;
  const mediaType = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? null;
  if (mediaType === 'text/event-stream') {
    await using reading = new SseReading(response);
    const item = options.readsFirstItem ? await reading.next() : null;
    return {
      status,
      mediaType,
      headers,
      text: item?.data ?? '',
      body: item === null ? undefined : JSON.parse(item.data),
    };
  }
  const text = await response.text();
  const body: unknown = mediaType === 'application/json' && text !== '' ? JSON.parse(text) : text;
  return { status, mediaType, headers, text, body };
}

/** A case in one line, short enough for a list of problems. */
export function describeCase({ name, method, target, body }: HttpCase): string {
  const sent = body === undefined ? '' : ` with ${body.slice(0, 300)}`;
  return `${name}: ${method} ${target.slice(0, 300)}${sent}`;
}
