import type { IncomingMessage } from 'node:http';
import { TRPCError } from '@trpc/server';
import { parseConnectionParamsFromUnknown } from '@trpc/server/http';
import type { WebSocketOutlet } from '../../wire/web-socket-outlet.ts';
import { readJson } from './read-messages.ts';

/** Strings a client sends before its first request: keys and tokens. Null when it announced none. */
export type ConnectionParams = Readonly<Record<string, string | undefined>> | null;

/** What is known of a connection when its context is made. */
export interface SocketOpening {
  /** The handshake. Take from it what is needed and let it go: it holds all headers. */
  readonly request: IncomingMessage;
  readonly connectionParams: ConnectionParams;
  /** Where frames of this connection go; `outlet.close(error)` ends it, with the close code of the error. */
  readonly outlet: WebSocketOutlet;
}

/** A context for the procedures of one connection. Disposed of once, when the connection is over. */
export interface OpenedContext<Context> extends Disposable {
  readonly context: Context;
}

/** Whether the client announced connection parameters, to be sent as its first message. */
export function announcesParams(request: IncomingMessage): boolean {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return mark >= 0 && new URLSearchParams(url.slice(mark + 1)).get('connectionParams') === '1';
}

/** Reads the message with the connection parameters. Throws a TRPCError `PARSE_ERROR` when it is none. */
export function readConnectionParams(data: Buffer, isBinary: boolean): ConnectionParams {
  let message: unknown;
  try {
    message = readJson(data, isBinary);
  } catch (cause) {
    throw new TRPCError({ code: 'PARSE_ERROR', message: 'The connection parameters are not JSON.', cause });
  }
  if (typeof message !== 'object' || message === null || !('data' in message)) {
    throw new TRPCError({ code: 'PARSE_ERROR', message: 'The connection parameters are missing.' });
  }
  return parseConnectionParamsFromUnknown(message.data) ?? null;
}
