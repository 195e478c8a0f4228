import { clientError } from '../../errors/parley-error.ts';
import { aborted } from '../../rpc/request.ts';

export interface PutOptions {
  readonly body: Blob;
  readonly contentType: string;
  readonly signal: AbortSignal | undefined;
  /** Told how many bytes are sent, where the platform can tell (browsers); elsewhere only at the end. */
  readonly onProgress: ((sentBytes: number) => void) | undefined;
}

/** What the storage answered. */
export interface PutAnswer {
  readonly status: number;
  readonly text: string;
}

/** Puts a file where the server said. Rejects with `disconnected` or `aborted` when there was no answer. */
export function putFile(url: string, options: PutOptions): Promise<PutAnswer> {
  const hasRequests = typeof XMLHttpRequest === 'function';
  return options.onProgress && hasRequests ? putWatched(url, options) : put(url, options);
}

async function put(url: string, { body, contentType, signal, onProgress }: PutOptions): Promise<PutAnswer> {
  try {
    const headers = { 'content-type': contentType };
    const response = await fetch(url, { method: 'PUT', body, headers, ...(signal && { signal }) });
    const text = await response.text();
    if (response.ok) onProgress?.(body.size);
    return { status: response.status, text };
  } catch (cause) {
    if (signal?.aborted) throw aborted(signal);
    throw unreachable(cause);
  }
}

/** `fetch` does not tell how far an upload is. */
function putWatched(url: string, { body, contentType, signal, onProgress }: PutOptions): Promise<PutAnswer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(aborted(signal));
    const sending = new XMLHttpRequest();
    const giveUp = (): void => sending.abort();
    sending.upload.onprogress = ({ loaded }) => onProgress?.(Math.min(loaded, body.size));
    sending.onload = () => resolve({ status: sending.status, text: sending.responseText });
    sending.onerror = () => reject(unreachable(undefined));
    sending.onabort = () => reject(signal ? aborted(signal) : unreachable(undefined));
    sending.onloadend = () => signal?.removeEventListener('abort', giveUp);
    signal?.addEventListener('abort', giveUp, { once: true });
    sending.open('PUT', url);
    sending.setRequestHeader('content-type', contentType);
    sending.send(body);
  });
}

function unreachable(cause: unknown): Error {
  return clientError('disconnected', 'The file could not be uploaded.', cause);
}
