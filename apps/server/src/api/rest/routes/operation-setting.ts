import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Resolve } from '../schema/json-schema.ts';
import type { OpenStreams } from '../sse/open-streams.ts';

/** What every operation of one API shares. */
export interface OperationSetting {
  createContext(exchange: { request: FastifyRequest; reply: FastifyReply }): object | Promise<object>;
  readonly streams: OpenStreams;
  readonly bodyLimit: number;
  readonly credentialFields: ReadonlySet<string>;
  readonly resolve: Resolve;
}
