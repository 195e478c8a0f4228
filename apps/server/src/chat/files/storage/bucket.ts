import { AwsClient } from 'aws4fetch';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Clock } from '../../../runtime/clock.ts';
import type { BucketSettings } from './bucket-settings.ts';

const RETRIES = 2;
const PATIENCE_MS = 15_000;

/** The requests that this server itself makes of a bucket. What fails rejects with `unavailable`. */
export class Bucket {
  readonly #client: AwsClient;
  readonly #base: string;
  readonly #clock: Clock;

  constructor({ endpoint, bucket, region, accessKeyId, secretAccessKey }: BucketSettings, clock: Clock) {
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
    this.#base = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
    this.#clock = clock;
  }

  urlOf(key: string): URL {
    return new URL(`${this.#base}/${key}`);
  }

  /** Bytes of an object; null: there is none. */
  async sizeOf(key: string): Promise<number | null> {
    const answer = await this.#ask('HEAD', this.urlOf(key), [200, 404]);
    if (answer.status === 404) return null;
    const length = answer.headers.get('content-length');
    if (length !== null) return Number(length);
    throw new ParleyError('unavailable', 'The bucket for files does not say how long an object is.');
  }

  async remove(key: string): Promise<void> {
    await this.#ask('DELETE', this.urlOf(key), [200, 204, 404]);
  }

  /** Up to a thousand keys that begin so. */
  async list(prefix: string): Promise<string[]> {
    const url = new URL(this.#base);
    url.searchParams.set('list-type', '2');
    url.searchParams.set('prefix', prefix);
    const answer = await this.#ask('GET', url, [200]);
    // Ours are hex digits and a slash: nothing in them is escaped.
    return [...(await answer.text()).matchAll(/<Key>([0-9a-f/]+)<\/Key>/g)].map(([, key = '']) => key);
  }

  async #ask(method: string, url: URL, expected: readonly number[]): Promise<Response> {
    const datetime = new Date(this.#clock.now()).toISOString().replace(/[:-]|\.\d{3}/g, '');
    const answer = await this.#client
      .fetch(url.href, { method, signal: AbortSignal.timeout(PATIENCE_MS), aws: { datetime } })
      .catch((cause: unknown) => {
        throw new ParleyError('unavailable', 'The bucket for files cannot be reached.', { cause });
      });
    if (expected.includes(answer.status)) return answer;
    await answer.body?.cancel();
    throw new ParleyError('unavailable', `The bucket for files answered a ${method} with ${answer.status}.`);
  }
}
