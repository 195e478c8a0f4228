import { TRPCError } from '@trpc/server';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { callProcedure } from './call-procedure.ts';
import { isStreaming } from './iterable-of.ts';
import { isAbortError } from './or-aborted.ts';
import type { ProcedureRequest } from './procedure-request.ts';
import { abort } from './pump-iterable.ts';
import type { ConnectionScope } from './trpc-socket-setup.ts';

/** The queries and mutations of one connection. */
export class Calls {
  readonly #scope: ConnectionScope;
  #inProgress = 0;
  /** One for all: a call ends early only when the connection does. Made by the first call. */
  #controller: AbortController | null = null;

  constructor(scope: ConnectionScope) {
    this.#scope = scope;
  }

  /** Answers a query or a mutation. */
  async run(request: ProcedureRequest): Promise<void> {
    const { setup, outlet } = this.#scope;
    if (this.#inProgress >= setup.limits.concurrentCalls) {
      const tooMany = new ParleyError(
        'rate_limited',
        'Too many requests of this connection are in progress.',
      );
      outlet.send(setup.replies.failure(request.to, tooMany, { ...request, context: undefined }));
      return;
    }
    this.#inProgress += 1;
    try {
      outlet.send(await this.#answer(request));
    } finally {
      this.#inProgress -= 1;
    }
  }

  /** The connection is gone. */
  drop(): void {
    if (this.#controller) abort(this.#controller);
  }

  async #answer(request: ProcedureRequest): Promise<Buffer> {
    const { setup, outlet } = this.#scope;
    const { to, type, path, input, batchIndex } = request;
    const admission = await this.#scope.admitted();
    if (!admission.ok)
      return setup.replies.error(to, admission.error, { type, path, input, context: undefined });
    const call = { type, path, input, context: admission.context };
    try {
      this.#controller ??= new AbortController();
      const result = await callProcedure({
        router: setup.router,
        path,
        type,
        getRawInput: async () => input,
        ctx: admission.context,
        signal: this.#controller.signal,
        batchIndex,
      });
      if (isStreaming(result)) throw streamed(type);
      return setup.replies.data(to, result);
    } catch (thrown) {
      if (outlet.isClosed && isAbortError(thrown)) return setup.replies.stopped(to);
      return setup.replies.failure(to, thrown, call);
    }
  }
}

function streamed(type: string): TRPCError {
  return new TRPCError({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: `Cannot return an async iterable or observable from a ${type} procedure with WebSockets`,
  });
}
