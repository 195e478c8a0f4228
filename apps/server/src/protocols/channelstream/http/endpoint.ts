import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ProvenBackend } from '../auth/backend-auth.ts';
import type { ChannelstreamSetup } from '../channelstream-setup.ts';
import type { OpenCall, SignedCall } from './call.ts';
import { readInput } from './input/read-input.ts';
import { requestInput } from './request-input.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Methods of one path that do one thing. */
export interface EndpointPlace {
  readonly path: string;
  readonly methods: readonly Method[];
  /** Keys that may stand in the query; what a body says of them comes first. A GET has nothing else. Default: none. */
  readonly query?: readonly string[];
  /** What a request without a body says. Absent: it says nothing that could be read, and is refused. */
  readonly withoutBody?: unknown;
}

interface SignedDefinition<Schema extends z.ZodType> extends EndpointPlace {
  readonly input: Schema;
  /** What the caller is told: JSON, or a `TextAnswer`. Throws ParleyErrors. */
  answer(setup: ChannelstreamSetup, call: SignedCall<z.output<Schema>>): unknown;
}

interface OpenDefinition<Schema extends z.ZodType> extends EndpointPlace {
  readonly input: Schema;
  answer(setup: ChannelstreamSetup, call: OpenCall<z.output<Schema>>): unknown;
}

/** A request as the plugin hands it over: who sent it, and what came with it. */
export interface Asked {
  readonly request: FastifyRequest;
  readonly circumstances: Omit<OpenCall<never>, 'input'>;
}

/** One operation of the protocol. */
export type Endpoint = EndpointPlace &
  (
    | {
        readonly access: 'signed';
        handle(setup: ChannelstreamSetup, asked: Asked, backend: ProvenBackend): Promise<unknown>;
      }
    | { readonly access: 'open'; handle(setup: ChannelstreamSetup, asked: Asked): Promise<unknown> }
  );

/**
 * An operation for backends.
 *
 * @example
 * ```ts
 * export const postUserState = signedEndpoint({
 *   path: '/user_state',
 *   methods: ['POST'],
 *   input: object({ user: text(1, 255), state_public_keys: list(text(1, 256)).nullish() }),
 *   answer: (setup, { app, input }) => …,
 * });
 * ```
 */
export function signedEndpoint<Schema extends z.ZodType>(definition: SignedDefinition<Schema>): Endpoint {
  return {
    ...placeOf(definition),
    access: 'signed',
    async handle(setup, { request, circumstances }, backend) {
      const input = readInput(definition.input, requestInput(request, definition));
      return definition.answer(setup, { ...circumstances, ...backend, input });
    },
  };
}

/** An operation for clients, whose connection's id is all they have to show. */
export function openEndpoint<Schema extends z.ZodType>(definition: OpenDefinition<Schema>): Endpoint {
  return {
    ...placeOf(definition),
    access: 'open',
    async handle(setup, { request, circumstances }) {
      const input = readInput(definition.input, requestInput(request, definition));
      return definition.answer(setup, { ...circumstances, input });
    },
  };
}

function placeOf({ path, methods }: EndpointPlace): EndpointPlace {
  return { path, methods };
}
