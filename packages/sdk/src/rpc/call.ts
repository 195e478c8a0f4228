import type { ParleyError } from '../errors/parley-error.ts';
import type { CallKind } from './frame.ts';

/** Why a call ended without a result: the server's error shape, still serialised, or an error of the client's own. */
export type CallFailure =
  | { readonly from: 'server'; readonly shape: unknown }
  | { readonly from: 'client'; readonly error: ParleyError };

/** Where the answers to a call go. After `failed` or `stopped` nothing follows. */
export interface CallSink {
  data(data: unknown, eventId: string | null): void;
  failed(failure: CallFailure): void;
  /** A subscription only: the server accepted it. */
  started?(): void;
  /** A subscription only: it ended in peace. */
  stopped?(): void;
  /** The connection was lost; the call is repeated on the next one. */
  interrupted?(): void;
}

/** What to ask of the server. */
export interface CallSpec {
  readonly kind: CallKind;
  readonly path: string;
  /** Makes the serialised input, anew for each connection. `resuming`: a subscription that goes on from an event id. */
  readonly input: (resuming: boolean) => unknown;
  /** What to do while there is no connection: wait for one, or fail with `disconnected`. */
  readonly offline: 'wait' | 'fail';
  /** What to do when the connection is lost before the answer: ask again on the next one, or fail. */
  readonly lost: 'repeat' | 'fail';
  /** A subscription's own id on the wire; readers of one channel with equal ids share the server's frames. */
  readonly sharedId?: string;
  /** Where a subscription goes on. */
  readonly lastEventId?: string | null;
}

/** A call under way. */
export interface Call {
  /** Forgets the call; a subscription is ended at the server. Its sink is not called again. */
  stop(): void;
}
