import type { Connection } from '../connection/connection.ts';
import { type ConnectionState, isLive } from '../connection/connection-state.ts';
import { clientError, type ParleyError } from '../errors/parley-error.ts';
import type { Call, CallFailure, CallSink, CallSpec } from './call.ts';
import { requestFrame, type ServerFrame, stopFrame } from './frame.ts';

interface Pending {
  readonly spec: CallSpec;
  readonly sink: CallSink;
  /** Its id on the live connection; null while it waits for one. */
  wireId: string | null;
  lastEventId: string | null;
}

/**
 * All calls over one connection: sends those that wait as soon as there is one, matches answers to them, and decides
 * what becomes of them when it is lost.
 */
export class Calls {
  readonly #connection: Connection;
  /** In the order in which they were made, which is the order in which they are sent. */
  readonly #pending = new Set<Pending>();
  readonly #sent = new Map<string, Pending>();
  /** How often each shared id was used on this connection: an id that is being stopped cannot be used again. */
  readonly #sharedUses = new Map<string, number>();
  #nextId = 1;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Makes a call. Never throws; whatever becomes of it goes to the sink, and not before this has returned. */
  start(spec: CallSpec, sink: CallSink): Call {
    const pending: Pending = { spec, sink, wireId: null, lastEventId: spec.lastEventId ?? null };
    this.#pending.add(pending);
    const { state } = this.#connection;
    const refusal = whyNot(state, spec);
    if (refusal) queueMicrotask(() => this.#fail(pending, { from: 'client', error: refusal }));
    else if (isLive(state)) this.#send(pending);
    else this.#connection.handle({ type: 'want' });
    return { stop: () => this.#stop(pending) };
  }

  /** To be told of every change of the connection's state. */
  stateChanged(state: ConnectionState, previous: ConnectionState): void {
    if (isLive(previous) && !isLive(state)) this.#lost();
    if (isLive(state) && !isLive(previous)) {
      for (const pending of [...this.#pending]) if (pending.wireId === null) this.#send(pending);
    }
    const end = finalError(state);
    if (end) for (const pending of [...this.#pending]) this.#fail(pending, { from: 'client', error: end });
  }

  /** To be handed every frame that is not the connection's own. */
  frame(frame: ServerFrame): void {
    if (!('id' in frame) || frame.id === null) return;
    const pending = this.#sent.get(frame.id);
    if (!pending) return;
    switch (frame.type) {
      case 'started':
        pending.sink.started?.();
        break;
      case 'stopped':
        this.#forget(pending);
        pending.sink.stopped?.();
        break;
      case 'error':
        this.#fail(pending, { from: 'server', shape: frame.shape });
        break;
      case 'data':
        if (pending.spec.kind !== 'subscription') this.#forget(pending);
        if (frame.eventId !== null) pending.lastEventId = frame.eventId;
        pending.sink.data(frame.data, frame.eventId);
    }
  }

  #send(pending: Pending): void {
    const { kind, path, input, sharedId } = pending.spec;
    const id = sharedId === undefined ? String(this.#nextId++) : this.#sharedWireId(sharedId);
    const frame = requestFrame(id, kind, path, input(pending.lastEventId !== null), pending.lastEventId);
    if (!this.#connection.send(frame)) return;
    pending.wireId = id;
    this.#sent.set(id, pending);
  }

  #sharedWireId(sharedId: string): string {
    const uses = this.#sharedUses.get(sharedId) ?? 0;
    this.#sharedUses.set(sharedId, uses + 1);
    return uses === 0 ? sharedId : `${sharedId}#${uses}`;
  }

  #lost(): void {
    const error = clientError('disconnected', 'The connection was lost before the answer came.');
    const sent = [...this.#sent.values()];
    this.#sent.clear();
    this.#sharedUses.clear();
    for (const pending of sent) pending.wireId = null;
    for (const pending of sent) {
      if (!this.#pending.has(pending)) continue;
      if (pending.spec.lost === 'fail') this.#fail(pending, { from: 'client', error });
      else pending.sink.interrupted?.();
    }
  }

  #stop(pending: Pending): void {
    if (!this.#forget(pending)) return;
    if (pending.spec.kind === 'subscription' && pending.wireId !== null) {
      this.#connection.send(stopFrame(pending.wireId));
    }
  }

  #fail(pending: Pending, failure: CallFailure): void {
    if (this.#forget(pending)) pending.sink.failed(failure);
  }

  #forget(pending: Pending): boolean {
    if (pending.wireId !== null) this.#sent.delete(pending.wireId);
    return this.#pending.delete(pending);
  }
}

/** Why no call can be made now, or null. */
function whyNot(state: ConnectionState, spec: CallSpec): ParleyError | null {
  const end = finalError(state);
  if (end || isLive(state) || spec.offline === 'wait') return end;
  return clientError('disconnected', 'There is no connection to the server now.');
}

function finalError(state: ConnectionState): ParleyError | null {
  if (state.name === 'refused') return state.error;
  return state.name === 'closed' ? clientError('closed', 'This client was closed.') : null;
}
