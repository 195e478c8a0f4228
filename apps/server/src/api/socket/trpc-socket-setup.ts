import type { AnyTRPCRouter, TRPCError } from '@trpc/server';
import type { Timers } from '../../runtime/timers.ts';
import type { WebSocketOutlet } from '../../wire/web-socket-outlet.ts';
import type { FeedCodec } from './feed-codec.ts';
import type { Replies } from './replies.ts';
import type { OpenedContext, SocketOpening } from './socket-opening.ts';
import type { TrpcSocketLimits } from './trpc-socket-limits.ts';

/** What all connections of a handler share. */
export interface TrpcSocketSetup {
  readonly router: AnyTRPCRouter;
  readonly createContext: (
    opening: SocketOpening,
  ) => Promise<OpenedContext<unknown>> | OpenedContext<unknown>;
  /** Throws if who is connected may not send so much at once; `null`: nobody was let in yet. */
  readonly requireFitting: (bytes: number, context: unknown) => void;
  readonly replies: Replies;
  readonly codec: FeedCodec;
  readonly limits: TrpcSocketLimits;
  readonly timers: Timers;
}

/** What the calls and subscriptions of one connection share. */
export interface ConnectionScope {
  readonly setup: TrpcSocketSetup;
  readonly outlet: WebSocketOutlet;
  /** The context of the procedures, when the connection was let in; until then requests wait for it. */
  admitted(): Promise<Admission>;
}

/** Whether a connection was let in. Its promise settles once and never rejects. */
export type Admission =
  | { readonly ok: true; readonly context: unknown }
  | { readonly ok: false; readonly error: TRPCError };
