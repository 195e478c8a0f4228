import type { FastifyReply, FastifyRequest } from 'fastify';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { isChannelFeed } from '../../../core/hub/channel-feed.ts';
import { callOperation } from '../routes/call-operation.ts';
import type { Operation } from '../routes/operation.ts';
import type { OperationSetting } from '../routes/operation-setting.ts';
import { streamFeed } from './stream-feed.ts';
import { isAsyncIterable, streamIterable } from './stream-iterable.ts';

/**
 * Answers with a subscription as server-sent events. What refuses the subscription itself is thrown, and becomes an
 * ordinary error response; later trouble is the stream's last item.
 */
export async function answerStream(
  operation: Operation,
  exchange: {
    readInput(): unknown;
    context: object;
    request: FastifyRequest;
    reply: FastifyReply;
    setting: Pick<OperationSetting, 'streams'>;
  },
): Promise<FastifyReply> {
  const { readInput, context, request, reply, setting } = exchange;
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  const source = await callOperation(operation, { readInput, context, signal: gone.signal });
  if (!isChannelFeed(source) && !isAsyncIterable(source)) {
    throw new ParleyError('internal', 'The server failed to handle the request.', {
      cause: new Error(`${operation.procedurePath} answered with something that cannot be streamed`),
    });
  }
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // nginx would otherwise gather the stream before it passes it on.
    'x-accel-buffering': 'no',
    // The connection is of no use after so long a response, and would hold up a server that goes down.
    connection: 'close',
  });
  const outlet = setting.streams.open(response);
  outlet.onClosed(() => gone.abort());
  const error = isChannelFeed(source) ? streamFeed(source, outlet) : await streamIterable(source, outlet);
  if (error?.code === 'internal') request.log.error({ err: error.cause ?? error }, 'a stream failed');
  return reply;
}
