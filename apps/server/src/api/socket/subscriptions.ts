import { TRPCError } from '@trpc/server';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { type ChannelFeed, isChannelFeed } from '../../core/hub/channel-feed.ts';
import { addressJson } from './addressee.ts';
import { callProcedure } from './call-procedure.ts';
import { FeedReader } from './feed-reader.ts';
import { iterableOf } from './iterable-of.ts';
import { isAbortError } from './or-aborted.ts';
import type { ProcedureRequest } from './procedure-request.ts';
import { abort, pumpIterable } from './pump-iterable.ts';
import type { CallDescription } from './replies.ts';
import type { ConnectionScope } from './trpc-socket-setup.ts';

/** A subscription, from the moment its id is taken until the client is told that it stopped. */
interface Running {
  /** The client asked for its end: it is told when that is done, and may use the id again. */
  stop(): void;
  /** The connection is gone: nobody is to be told. */
  drop(): void;
}

/** The subscriptions of one connection. */
export class Subscriptions {
  readonly #scope: ConnectionScope;
  readonly #running = new Map<string | number, Running>();

  constructor(scope: ConnectionScope) {
    this.#scope = scope;
  }

  /**
   * Serves a subscription. Resolves when it is over; for a channel feed already when it was handed to the hub, from where its
   * events go to the outlet directly.
   */
  async run(request: ProcedureRequest): Promise<void> {
    const { setup, outlet } = this.#scope;
    const { id, to, type, path, input } = request;
    const refusal = this.#refusal(id);
    if (refusal) {
      outlet.send(setup.replies.failure(to, refusal, { type, path, input, context: undefined }));
      return;
    }
    const controller = new AbortController();
    const cancel = (): void => abort(controller);
    this.#running.set(id, { stop: cancel, drop: cancel });
    const last = await this.#serve(request, controller);
    if (last === null) return;
    this.#running.delete(id);
    outlet.send(last);
  }

  stop(id: string | number): void {
    this.#running.get(id)?.stop();
  }

  /** The connection is gone. */
  drop(): void {
    for (const running of this.#running.values()) running.drop();
    this.#running.clear();
  }

  #refusal(id: string | number): TRPCError | ParleyError | null {
    if (this.#running.has(id)) return new TRPCError({ code: 'BAD_REQUEST', message: `Duplicate id ${id}` });
    if (this.#running.size < this.#scope.setup.limits.subscriptions) return null;
    return new ParleyError('too_many_subscriptions', 'This connection has too many subscriptions.');
  }

  /** Returns the subscription's last frame, or null when it lives on as a channel feed. */
  async #serve(request: ProcedureRequest, controller: AbortController): Promise<Buffer | null> {
    const { replies } = this.#scope.setup;
    const { to, type, path, input } = request;
    const admission = await this.#scope.admitted();
    if (!admission.ok) return replies.error(to, admission.error, { type, path, input, context: undefined });
    const call = { type, path, input, context: admission.context };
    try {
      if (await this.#call(request, call, controller)) return null;
      return replies.stopped(to);
    } catch (thrown) {
      if (controller.signal.aborted && isAbortError(thrown)) return replies.stopped(to);
      return replies.failure(to, thrown, call);
    }
  }

  /** Returns whether the subscription lives on as a channel feed. */
  async #call(
    request: ProcedureRequest,
    call: CallDescription,
    controller: AbortController,
  ): Promise<boolean> {
    const { path, type, input, batchIndex } = request;
    const { signal } = controller;
    if (signal.aborted) return false;
    const result: unknown = await callProcedure({
      router: this.#scope.setup.router,
      path,
      type,
      getRawInput: async () => input,
      ctx: call.context,
      signal,
      batchIndex,
    });
    if (isChannelFeed(result)) return !signal.aborted && this.#attach(request, result);
    const iterable = iterableOf(result, signal);
    if (!iterable) {
      throw new TRPCError({
        code: 'INTERNAL_SERVER_ERROR',
        message: `Subscription ${path} did not return an observable or a AsyncGenerator`,
      });
    }
    await this.#pump(request, call, iterable, controller);
    return false;
  }

  #attach({ id, to }: ProcedureRequest, feed: ChannelFeed): boolean {
    const { setup, outlet } = this.#scope;
    outlet.send(setup.replies.started(to));
    const reader = new FeedReader({
      codec: setup.codec,
      outlet,
      variant: addressJson(to),
      onEnd: () => {
        this.#running.delete(id);
        outlet.send(setup.replies.stopped(to));
      },
    });
    this.#running.set(id, reader);
    try {
      reader.begin(feed);
    } catch (thrown) {
      reader.drop();
      throw thrown;
    }
    return true;
  }

  async #pump(
    { to }: ProcedureRequest,
    call: CallDescription,
    iterable: AsyncIterable<unknown>,
    controller: AbortController,
  ): Promise<void> {
    const { setup, outlet } = this.#scope;
    if (!controller.signal.aborted) outlet.send(setup.replies.started(to));
    await pumpIterable({
      iterable,
      controller,
      sink: outlet,
      pauseAboveBytes: setup.limits.pauseAboveBytes,
      timers: setup.timers,
      send: (value) => outlet.send(setup.replies.item(to, value)),
      onLateError: (thrown) => setup.replies.report(thrown, call),
    });
  }
}
