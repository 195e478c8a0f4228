import type { Authority } from '../auth/authority.ts';
import type { SailsSetup } from '../sails-setup.ts';
import type { Parameters } from './parameters.ts';
import type { PushOrder } from './push-order.ts';

/** How a socket is made to hear channels. */
export interface SocketChannels {
  /** All or none; throws what forbids one. */
  enter(channels: readonly string[]): Promise<void>;
  leave(channels: readonly string[]): void;
}

/** A request that is allowed, whichever way it came. */
export interface Call {
  readonly setup: SailsSetup;
  readonly authority: Authority;
  readonly address: string;
  /** The channels of the socket it came by; null over HTTP. */
  readonly channels: SocketChannels | null;
  /** Of what its connection pushes; over HTTP a request has one of its own. */
  readonly order: PushOrder;
  /** Whether somebody is still there who waits for the answer. */
  isAwaited(): boolean;
  /** Of the query and the body together. */
  readonly parameters: Parameters;
  /** The body, as it is; undefined: there was none. */
  readonly body: unknown;
}

/** One operation of the service. */
export interface Operation {
  readonly verb: 'get' | 'post';
  readonly path: string;
  /** Whether it takes the secret or the admin key. */
  readonly isForBackend: boolean;
  /** Whether only a socket can ask for it. */
  readonly isForSockets: boolean;
  /** Whether its body may be a list. */
  readonly takesList: boolean;
  /** Resolves with the `data` of the answer. Throws what is wrong with the request. */
  answer(call: Call): unknown;
}
