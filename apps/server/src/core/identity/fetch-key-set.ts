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
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Leaving the loop cancels the rest of the answer.
    if (bytes > LARGEST_BYTES)
      throw new Error(`The key set at ${url} is larger than ${LARGEST_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: response.status });
}
