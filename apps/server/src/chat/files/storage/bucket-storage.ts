import { createHmac, hkdfSync } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Clock } from '../../../runtime/clock.ts';
import { Bucket } from './bucket.ts';
import type { BucketSettings } from './bucket-settings.ts';
import { type AddressedFile, type FilePlace, type FileStorage, UPLOAD_HOLDS_MS } from './file-storage.ts';
import { servedAs } from './served-as.ts';

const DAY_MS = 86_400_000;
/** As long as the service lets an address hold. */
const DOWNLOAD_HOLDS_MS = 7 * DAY_MS;

/**
 * Contents as objects of a bucket, which clients reach by presigned addresses: the bytes never pass through this server.
 * Keys are `<app>/<id>`; how an app is called there depends on this server's own key, so that servers may share a bucket.
 */
export class BucketStorage implements FileStorage {
  readonly #bucket: Bucket;
  readonly #settings: BucketSettings;
  readonly #clock: Clock;
  readonly #key: Buffer;
  readonly #signingKeys = new Map<string, ArrayBuffer>();

  constructor(options: { settings: BucketSettings; clock: Clock; masterKey: Buffer }) {
    this.#settings = options.settings;
    this.#clock = options.clock;
    this.#bucket = new Bucket(options.settings, options.clock);
    this.#key = Buffer.from(hkdfSync('sha256', options.masterKey, '', 'parley chat files bucket', 32));
  }

  /** Type and size are part of what is signed: the service refuses others. */
  uploadUrl(file: AddressedFile): Promise<string> {
    return this.#presign('PUT', this.#urlOf(file), {
      from: this.#clock.now(),
      holdsMs: UPLOAD_HOLDS_MS,
      headers: { 'content-type': file.contentType, 'content-length': String(file.size) },
    });
  }

  downloadUrl(file: AddressedFile): Promise<string> {
    const url = this.#urlOf(file);
    const { contentType, disposition } = servedAs(file);
    url.searchParams.set('response-content-type', contentType);
    url.searchParams.set('response-content-disposition', disposition);
    // Signed as of the beginning of the day, so that it is the same all day.
    const from = Math.floor(this.#clock.now() / DAY_MS) * DAY_MS;
    return this.#presign('GET', url, { from, holdsMs: DOWNLOAD_HOLDS_MS, headers: {} });
  }

  sizeOf(place: FilePlace): Promise<number | null> {
    return this.#bucket.sizeOf(this.#keyOf(place));
  }

  async remove(place: FilePlace): Promise<void> {
    await this.#bucket.remove(this.#keyOf(place));
  }

  async removeApp(appId: string): Promise<void> {
    const prefix = `${this.#folderOf(appId)}/`;
    for (;;) {
      const keys = await this.#bucket.list(prefix);
      for (const key of keys) await this.#bucket.remove(key);
      if (keys.length === 0) return;
    }
  }

  #urlOf(place: FilePlace): URL {
    return this.#bucket.urlOf(this.#keyOf(place));
  }

  #keyOf({ appId, id }: FilePlace): string {
    return `${this.#folderOf(appId)}/${id}`;
  }

  #folderOf(appId: string): string {
    return createHmac('sha256', this.#key).update(appId).digest('hex').slice(0, 32);
  }

  async #presign(
    method: 'PUT' | 'GET',
    url: URL,
    { from, holdsMs, headers }: { from: number; holdsMs: number; headers: Record<string, string> },
  ): Promise<string> {
    const { accessKeyId, secretAccessKey, region } = this.#settings;
    url.searchParams.set('X-Amz-Expires', String(holdsMs / 1000));
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers,
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      datetime: amzDate(from),
      signQuery: true,
      allHeaders: true,
      cache: this.#signingKeys,
    }).sign();
    // A space is signed as %20, and not every service takes a plus for it.
    return signed.url.href.replaceAll('+', '%20');
  }
}

/** `20261121T175515Z`. */
function amzDate(time: number): string {
  return new Date(time).toISOString().replace(/[:-]|\.\d{3}/g, '');
}
