/** Bounds of one native WebSocket connection. */
export interface TrpcSocketLimits {
  /** Messages in one batch. A stock client puts all its subscriptions in one when it reconnects. */
  readonly batchLength: number;
  /** Queries and mutations in progress at a time; the next is answered `rate_limited`. */
  readonly concurrentCalls: number;
  /** Subscriptions at a time; the next is answered `too_many_subscriptions`. An app's own limit may be lower. */
  readonly subscriptions: number;
  /** Characters of a request id. */
  readonly idLength: number;
  /** Unreadable frames in a row after which the connection is closed. */
  readonly malformedInARow: number;
  /** Bytes not yet taken by the peer above which subscriptions that yield (not channel feeds) are not asked for more. */
  readonly pauseAboveBytes: number;
  /** How long a client that announced connection parameters may take to send them, in ms. */
  readonly helloWithinMs: number;
  /** How long a refused connection stays open for its first requests to be answered with the reason, in ms. */
  readonly refusalLingerMs: number;
}

export const DEFAULT_TRPC_SOCKET_LIMITS: TrpcSocketLimits = {
  batchLength: 1000,
  concurrentCalls: 1000,
  subscriptions: 1000,
  idLength: 300,
  malformedInARow: 100,
  pauseAboveBytes: 256 * 1024,
  helloWithinMs: 10_000,
  refusalLingerMs: 1000,
};
