import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FileRecord } from '../../../core/store/chat/file-store.ts';
import type { SimulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import type { FileStorage } from './file-storage.ts';

/** A storage whose addresses can be used. */
export interface StorageBed extends AsyncDisposable {
  readonly storage: FileStorage;
  readonly runtime: SimulatedRuntime;
  readonly origin: string;
  /** Makes a file known to whoever answers at its addresses. */
  announce(file: FileRecord): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What every storage of files must do. */
export function storageCases(open: () => Promise<StorageBed>): void {
  test('a content is fetched as it was uploaded, whole or in part, under its name and type', async () => {
    await using bed = await open();
    const file = await announced(bed, { name: 'Ünïcode "1"+2 %.png' });
    const content = bytes(file.size);
    expect(await bed.storage.sizeOf(file)).toBeNull();
    expect((await get(bed, file)).status).toBe(404);
    expect((await put(bed, file, content)).status).toBe(200);
    expect(await bed.storage.sizeOf(file)).toBe(file.size);
    const whole = await get(bed, file);
    expect(whole.status).toBe(200);
    expect(digest(Buffer.from(await whole.arrayBuffer()))).toBe(digest(content));
    expect(whole.headers.get('content-type')).toBe('image/png');
    expect(whole.headers.get('content-disposition')).toBe(
      'inline; filename="_n_code _1_+2 _.png"; filename*=UTF-8\'\'%C3%9Cn%C3%AFcode%20%221%22%2B2%20%25.png',
    );
    const part = await get(bed, file, { range: 'bytes=10-19' });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(content.subarray(10, 20));
  });

  test('an upload of another type, of more bytes, or to an address not made for it is refused, and leaves nothing', async () => {
    await using bed = await open();
    const file = await announced(bed);
    const other = await announced(bed);
    const content = bytes(file.size);
    const url = await bed.storage.uploadUrl(file, bed.origin);
    const refused: Array<readonly [string, Buffer, string]> = [
      [url, content, 'text/html'],
      [url, bytes(file.size + 1), file.contentType],
      [url.replace(file.id, other.id), content, file.contentType],
      [await bed.storage.downloadUrl(file, bed.origin), content, file.contentType],
      [url.replace(/((exp|X-Amz-Expires)=\d)/, '$11'), content, file.contentType],
      [url.split('?')[0] ?? '', content, file.contentType],
    ];
    for (const [address, body, type] of refused) {
      const answer = await fetch(address, { method: 'PUT', body, headers: { 'content-type': type } });
      await answer.arrayBuffer();
      expect(answer.status, address).toBeGreaterThanOrEqual(400);
    }
    expect((await fetch(url)).status).toBeGreaterThanOrEqual(400);
    for (const place of [file, other]) expect(await bed.storage.sizeOf(place)).toBeNull();
    expect((await put(bed, file, content)).status).toBe(200);
  });

  test('a content can be uploaded again while the address holds, and is replaced by it', async () => {
    await using bed = await open();
    const file = await announced(bed);
    await put(bed, file, bytes(file.size));
    const again = Buffer.alloc(file.size, 'x');
    expect((await put(bed, file, again)).status).toBe(200);
    expect(Buffer.from(await (await get(bed, file)).arrayBuffer())).toEqual(again);
  });

  test('an address to upload to holds for an hour', async () => {
    await using bed = await open();
    const file = await announced(bed);
    const url = await bed.storage.uploadUrl(file, bed.origin);
    const send = () =>
      fetch(url, { method: 'PUT', body: bytes(file.size), headers: { 'content-type': file.contentType } });
    bed.runtime.advance(HOUR_MS - 1000);
    expect((await send()).status).toBe(200);
    bed.runtime.advance(2000);
    expect((await send()).status).toBe(403);
  });

  test('an address to fetch from is the same for a day, holds for six at least, and ends', async () => {
    await using bed = await open();
    const file = await announced(bed);
    await put(bed, file, bytes(file.size));
    bed.runtime.advance(HOUR_MS);
    const url = await bed.storage.downloadUrl(file, bed.origin);
    bed.runtime.advance(22 * HOUR_MS);
    expect(await bed.storage.downloadUrl(file, bed.origin)).toBe(url);
    bed.runtime.advance(2 * HOUR_MS);
    expect(await bed.storage.downloadUrl(file, bed.origin)).not.toBe(url);
    bed.runtime.advance(5 * DAY_MS);
    expect((await fetch(url)).status).toBe(200);
    bed.runtime.advance(2 * DAY_MS);
    expect((await fetch(url)).status).toBe(403);
  });

  test.each([
    ['text/html', 'application/octet-stream', 'attachment'],
    ['image/svg+xml', 'application/octet-stream', 'attachment'],
    ['application/xml', 'application/octet-stream', 'attachment'],
    ['video/x+xml', 'application/octet-stream', 'attachment'],
    ['text/javascript', 'application/octet-stream', 'attachment'],
    ['application/pdf', 'application/octet-stream', 'attachment'],
    ['IMAGE/JPEG', 'image/jpeg', 'inline'],
    ['audio/webm;codecs=opus', 'audio/webm;codecs=opus', 'inline'],
    ['text/plain', 'text/plain; charset=utf-8', 'inline'],
  ])('uploads are never active content: %s is served as %s, %s', async (contentType, type, disposition) => {
    await using bed = await open();
    const file = await announced(bed, { contentType });
    expect((await put(bed, file, bytes(file.size))).status).toBe(200);
    const { headers } = await get(bed, file);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(new RegExp(`^${disposition}; filename="`));
  });

  test('a content is removed, alone or with its app; those of others stay', async () => {
    await using bed = await open();
    const files: FileRecord[] = [];
    for (const appId of ['acme', 'acme', 'acme', 'acme', 'ACME']) files.push(await announced(bed, { appId }));
    for (const file of files) await put(bed, file, bytes(file.size));
    const sizes = () => Promise.all(files.map((file) => bed.storage.sizeOf(file)));
    const [first] = files;
    if (!first) expect.unreachable();
    await bed.storage.remove(first);
    await bed.storage.remove(first);
    expect(await sizes()).toEqual([null, 1000, 1000, 1000, 1000]);
    expect((await get(bed, first)).status).toBe(404);
    await bed.storage.removeApp('acme');
    await bed.storage.removeApp('acme');
    expect(await sizes()).toEqual([null, null, null, null, 1000]);
  });
}

async function announced(bed: StorageBed, fields: Partial<FileRecord> = {}): Promise<FileRecord> {
  const file = {
    id: bed.runtime.ids.next(),
    appId: 'acme',
    userId: 'ann',
    name: 'a.png',
    size: 1000,
    contentType: 'image/png',
    createdAt: bed.runtime.clock.now(),
    storedAt: null,
    ...fields,
  };
  await bed.announce(file);
  return file;
}

async function put(bed: StorageBed, file: FileRecord, body: Buffer): Promise<Response> {
  const url = await bed.storage.uploadUrl(file, bed.origin);
  return fetch(url, { method: 'PUT', body, headers: { 'content-type': file.contentType } });
}

async function get(
  bed: StorageBed,
  file: FileRecord,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(await bed.storage.downloadUrl(file, bed.origin), { headers });
}

function bytes(count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, index) => (index * 31 + (index >> 8)) % 256));
}

function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
