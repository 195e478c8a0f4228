import type { FastifyCorsOptions } from '@fastify/cors';
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { answerError } from '../api/rest/routes/answer-error.ts';
import type { AddressQuery } from '../chat/files/storage/file-addresses.ts';
import type { FileTransfers } from '../chat/files/transfers/file-transfers.ts';
import { ParleyError } from '../core/errors/parley-error.ts';
import type { Timers } from '../runtime/timers.ts';
import type { BodyDeadline } from './body-deadline.ts';
import { FileDownloads } from './file-downloads.ts';
import { idleWatch } from './idle-watch.ts';
import { sendWithStatus } from './send-with-status.ts';

export const FILES_PREFIX = '/files';

/** Any page may use an address that it has: who made it known decided that, and no cookie goes along. */
export const FILES_CORS = {
  origin: '*',
  methods: ['GET', 'HEAD', 'PUT'],
  exposedHeaders: ['accept-ranges', 'content-disposition', 'content-length', 'content-range', 'etag'],
} satisfies FastifyCorsOptions;

export interface FileRouteOptions {
  readonly transfers: FileTransfers;
  readonly deadline: BodyDeadline;
  readonly timers: Timers;
}

interface FileRoute {
  readonly Params: { readonly id: string };
}

/** Uploads and downloads by signed addresses. Contents are streamed, whatever their size. */
export const fileRoutes: FastifyPluginCallback<FileRouteOptions> = (server, options, done) => {
  const { transfers, deadline, timers } = options;
  const downloads = new FileDownloads(timers);

  // The body stays a stream, for the handler to read once it knows that it wants it.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));
  server.setErrorHandler((thrown, request, reply) => answerError(thrown, { request, reply }, undefined));

  server.put<FileRoute>('/:id', async (request, reply) => {
    const { headers, raw, params } = request;
    const { 'content-length': length, 'transfer-encoding': encoding } = headers;
    if (length === undefined && encoding === undefined) {
      return sendWithStatus(reply, 411, new ParleyError('bad_request', 'The request has no Content-Length.'));
    }
    const file = await transfers.expect(params.id, addressOf(request), {
      length: length === undefined ? null : Number(length),
      contentType: headers['content-type'] ?? null,
    });
    deadline.exempt(raw);
    const watch = idleWatch(raw.socket, timers);
    try {
      await transfers.receive(file, raw);
    } catch (error) {
      // What else comes of it is thrown away, but not for long.
      deadline.impose(raw);
      raw.resume();
      throw error;
    } finally {
      watch[Symbol.dispose]();
    }
    return reply.code(200).send();
  });

  server.route<FileRoute>({
    method: ['GET', 'HEAD'],
    url: '/:id',
    exposeHeadRoute: false,
    handler: async (request: FastifyRequest<FileRoute>, reply: FastifyReply<FileRoute>) =>
      downloads.answer(request, reply, await transfers.open(request.params.id, addressOf(request))),
  });

  server.addHook('preClose', (closed) => {
    transfers.stop();
    downloads.stop();
    closed();
  });
  done();
};

function addressOf(request: FastifyRequest<FileRoute>): AddressQuery {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const field = (name: string): string | undefined => searchParams.get(name) ?? undefined;
  return { op: field('op'), exp: field('exp'), sig: field('sig') };
}
