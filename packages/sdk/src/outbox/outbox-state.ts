import { retryDelay } from '../connection/backoff.ts';
import type { ParleyError } from '../errors/parley-error.ts';
import type { EventOf, StateOf, Table } from '../machine/table.ts';
import type { Receipt } from './outbox-message.ts';

/** What an open message carries. */
interface Open {
  attempts: number;
  /** Some attempt was lost without an answer: it may be stored already. */
  uncertain: boolean;
  error: ParleyError | null;
}

/** The states of one message. The first three are shown as `sending`. */
export type MessageStates = {
  /** Waits for a connection and for the messages before it on its channel. */
  queued: Open;
  /** Handed to the connection; the answer has not come. */
  inFlight: Open;
  /** The server asked to try again later. */
  delayed: Open;
  sent: { attempts: number; receipt: Receipt };
  failed: { attempts: number; error: ParleyError };
};

export type MessageEvents = {
  dispatch: object;
  stored: { receipt: Receipt };
  refused: { error: ParleyError };
  /** The connection was lost before the answer. */
  lost: { error: ParleyError };
  /** The delay is over. */
  due: object;
  /** The caller gave up. */
  withdraw: { error: ParleyError };
  /** The connection is refused for good, or the client closed. */
  shut: { error: ParleyError };
};

export type MessageState<Name extends keyof MessageStates = keyof MessageStates> = StateOf<
  MessageStates,
  Name
>;
export type MessageEvent = EventOf<MessageEvents>;

export interface MessageEnv {
  /** A draw from [0, 1). */
  readonly chance: number;
}

/** The new state, and how long to wait if it is `delayed`. */
export interface MessageStep {
  readonly state: MessageState;
  readonly delayMs?: number;
}

/** A server whose fault it is may recover, but one message must not hold up its channel for ever. */
const MOST_FAULTS = 8;

type Row<Name extends keyof MessageStates> = Table<
  MessageStates,
  MessageEvents,
  MessageEnv,
  MessageStep
>[Name];

const stay = (state: MessageState): MessageStep => ({ state });

const shut = ({ attempts }: Open, { error }: { error: ParleyError }): MessageStep => ({
  state: { name: 'failed', attempts, error },
});

/** What may be stored already cannot be taken back: it goes on until its fate is known. */
const withdraw = (state: MessageState<'queued' | 'delayed'>, event: { error: ParleyError }): MessageStep =>
  state.uncertain ? { state } : shut(state, event);

const queued: Row<'queued'> = {
  dispatch: (state) => ({ state: { ...state, name: 'inFlight', attempts: state.attempts + 1 } }),
  stored: stay,
  refused: stay,
  lost: stay,
  due: stay,
  withdraw,
  shut,
};

const inFlight: Row<'inFlight'> = {
  dispatch: stay,
  stored: ({ attempts }, { receipt }) => ({ state: { name: 'sent', attempts, receipt } }),
  refused(state, { error }, env) {
    const { attempts } = state;
    const hopeless = error.retry === 'never' || (error.code === 'internal' && attempts >= MOST_FAULTS);
    if (hopeless) return { state: { name: 'failed', attempts, error } };
    const delayMs = retryDelay(error, attempts - 1, env.chance);
    return { state: { ...state, name: 'delayed', error }, delayMs };
  },
  lost: (state, { error }) => ({ state: { ...state, name: 'queued', uncertain: true, error } }),
  due: stay,
  withdraw: stay,
  shut,
};

const delayed: Row<'delayed'> = {
  dispatch: stay,
  stored: stay,
  refused: stay,
  lost: stay,
  due: (state) => ({ state: { ...state, name: 'queued' } }),
  withdraw,
  shut,
};

const sent: Row<'sent'> = {
  dispatch: stay,
  stored: stay,
  refused: stay,
  lost: stay,
  due: stay,
  withdraw: stay,
  shut: stay,
};

const failed: Row<'failed'> = {
  dispatch: stay,
  stored: stay,
  refused: stay,
  lost: stay,
  due: stay,
  withdraw: stay,
  shut: stay,
};

/** What becomes of a message. */
export const messageTable: Table<MessageStates, MessageEvents, MessageEnv, MessageStep> = {
  queued,
  inFlight,
  delayed,
  sent,
  failed,
};
