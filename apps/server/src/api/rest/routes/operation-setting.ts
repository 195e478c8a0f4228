import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SecurityKind } from '../rest-meta.ts';
import type { Resolve } from '../schema/json-schema.ts';
import type { OpenStreams } from '../sse/open-streams.ts';

/** A request of an operation, for whoever finds out who sent it. */
export interface RestExchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** What the caller can prove itself by; empty: it need not. */
  readonly security: readonly SecurityKind[];
  /** Whether it changes something, whatever its method. */
  readonly isChange: boolean;
}

/** What every operation of one API shares. */
export interface OperationSetting {
  createContext(exchange: RestExchange): object | Promise<object>;
  /** Told what was found out about the sender of a request. */
  knowCaller(request: FastifyRequest, context: object): void;
  /** Throws if the sender of a request may not send so much at once. */
  requireFitting(bytes: number, context: object): void;
  readonly streams: OpenStreams;
  readonly bodyLimit: number;
  readonly credentialFields: ReadonlySet<string>;
  readonly resolve: Resolve;
}
