import type { Socket, SocketEvents } from '../socket/socket.ts';
import type { SimulatedRuntime } from './simulated-runtime.ts';

const LATENCY_MS = 5;

/** The server's end of a simulated socket. */
export interface ServerEnd {
  send(text: string): void;
  /** Ends it with a close frame, which arrives after what was sent before. */
  close(code: number, reason: string): void;
}

/**
 * A socket between the client and the simulated server. Frames take a while each way; `cut` loses what is on its way to
 * the client, and lets what is on its way to the server arrive, which is how answers get lost.
 */
export class SimulatedSocket implements Socket {
  readonly #runtime: SimulatedRuntime;
  readonly #events: SocketEvents;
  readonly #receive: (text: string) => void;
  readonly #gone: () => void;
  #open = true;
  #silent = false;

  constructor(
    runtime: SimulatedRuntime,
    events: SocketEvents,
    receive: (text: string) => void,
    gone: () => void,
  ) {
    this.#runtime = runtime;
    this.#events = events;
    this.#receive = receive;
    this.#gone = gone;
  }

  opened(): void {
    this.#runtime.after(LATENCY_MS, () => {
      if (this.#open) this.#events.opened();
    });
  }

  /** The client sends. */
  send(text: string): void {
    this.#runtime.after(LATENCY_MS, () => {
      if (!this.#silent) this.#receive(text);
    });
  }

  /** The client leaves. */
  drop(): void {
    this.#open = false;
    this.#gone();
  }

  readonly server: ServerEnd = {
    send: (text) => {
      this.#runtime.after(LATENCY_MS, () => {
        if (this.#open && !this.#silent) this.#events.message(text);
      });
    },
    close: (code, reason) => {
      this.#gone();
      this.#runtime.after(LATENCY_MS, () => this.#end(code, reason));
    },
  };

  /** The network fails, and both ends learn it. */
  cut(): void {
    this.#gone();
    this.#end(1006, '');
  }

  /** The network swallows everything, and nobody learns it. */
  hush(): void {
    this.#silent = true;
  }

  #end(code: number, reason: string): void {
    if (!this.#open) return;
    this.#open = false;
    if (!this.#silent) this.#events.closed(code, reason);
  }
}
