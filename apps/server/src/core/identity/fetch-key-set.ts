const LARGEST_BYTES = 1_048_576;

/** What `jose` hands over when it wants a key set. */
interface KeySetRequest {
  readonly method: 'GET';
  readonly headers: Headers;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/**
 * Fetches a key set of at most one MiB. The URL is an app's own setting: whatever answers there must not be able to fill
 * this server's memory. Rejects when the answer is larger, or not complete before the signal.
 */
export async function fetchKeySet(url: string, request: KeySetRequest): Promise<Response> {
  const response = await fetch(url, request);
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > LARGEST_BYTES) {
      await reader?.cancel();
      throw new Error(`The key set at ${url} is larger than ${LARGEST_BYTES} bytes.`);
    }
    chunks.push(part.value);
  }
  return new Response(Buffer.concat(chunks), { status: response.status });
}
