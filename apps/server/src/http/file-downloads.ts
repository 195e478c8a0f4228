import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Download } from '../chat/files/transfers/file-transfers.ts';
import { ParleyError } from '../core/errors/parley-error.ts';
import type { Timers } from '../runtime/timers.ts';
import { byteRange } from './byte-range.ts';
import { idleWatch } from './idle-watch.ts';
import { sendWithStatus } from './send-with-status.ts';

/** Answers requests for files: whole, a part, or that the client has them already. */
export class FileDownloads {
  readonly #timers: Timers;
  readonly #streams = new Set<Readable>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  async answer(request: FastifyRequest, reply: FastifyReply, download: Download): Promise<FastifyReply> {
    const { handle, size, etag } = download;
    const isHead = request.method === 'HEAD';
    describe(reply, download);
    if (names(request.headers['if-none-match'], etag)) {
      await handle.close();
      return reply.code(304).send();
    }
    const range = isHead || !mayBeInParts(request, etag) ? null : byteRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      await handle.close();
      void reply.header('content-range', `bytes */${size}`);
      return sendWithStatus(reply, 416, new ParleyError('bad_request', `The file has ${size} bytes.`));
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
    void reply.header('content-length', end - start + 1);
    if (isHead || size === 0) {
      await handle.close();
      return reply.send();
    }
    return reply.send(this.#watched(handle.createReadStream({ start, end }), reply));
  }

  /** Breaks off what is under way. */
  stop(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  /** A stream that ends with its reader. */
  #watched<Stream extends Readable>(stream: Stream, reply: FastifyReply): Stream {
    const watch = idleWatch(reply.request.raw.socket, this.#timers);
    this.#streams.add(stream);
    reply.raw.once('close', () => {
      watch[Symbol.dispose]();
      this.#streams.delete(stream);
      stream.destroy();
    });
    return stream;
  }
}

/** Nothing of it may run, nothing may be guessed, and its address, which is all it takes to read it, goes nowhere. */
function describe(reply: FastifyReply, { contentType, disposition, etag, freshForMs }: Download): void {
  void reply.headers({
    'content-type': contentType,
    'content-disposition': disposition,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'accept-ranges': 'bytes',
    'cache-control':
      freshForMs === null
        ? 'private, no-cache'
        : `private, max-age=${Math.floor(freshForMs / 1000)}, immutable`,
    etag,
  });
}

/** Whether a list of tags holds one. */
function names(tags: string | undefined, etag: string): boolean {
  return (tags ?? '').split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
}

/** A client that has a part of another content gets the whole. */
function mayBeInParts({ headers }: FastifyRequest, etag: string): boolean {
  const condition = headers['if-range'];
  return condition === undefined || condition === etag;
}
