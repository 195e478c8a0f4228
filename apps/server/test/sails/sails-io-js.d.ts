/** The Sails client and the Socket.IO client of its time, as far as tests use them; the packages have no types of their own. */
declare module 'socket.io-client-2' {
  interface Emitter {
    on(event: string, listener: (...args: unknown[]) => void): unknown;
    once(event: string, listener: (...args: unknown[]) => void): unknown;
    off(event: string, listener?: (...args: unknown[]) => void): unknown;
  }

  export interface RawSocket extends Emitter {
    readonly id: string;
    readonly connected: boolean;
    readonly io: {
      readonly engine: Emitter & { readonly transport: { readonly name: string }; close(): void };
    };
    emit(event: string, ...args: unknown[]): unknown;
    disconnect(): unknown;
  }

  export type Lookup = (url: string, options: object) => RawSocket;
  const lookup: Lookup;
  export default lookup;
}

declare module 'sails.io.js' {
  import type { Lookup, RawSocket } from 'socket.io-client-2';

  /** What a request was answered with. */
  export interface Jwr {
    readonly body: unknown;
    readonly headers: Readonly<Record<string, string>>;
    readonly statusCode: number;
    readonly error?: Error;
  }

  export type Answered = (body: unknown, jwr: Jwr) => void;

  export interface SailsRequest {
    readonly method?: string;
    readonly url: string;
    readonly data?: object;
    readonly params?: object;
    readonly headers?: Readonly<Record<string, string>>;
  }

  export interface SailsSocket {
    readonly _raw: RawSocket;
    on(event: string, listener: (...args: unknown[]) => void): SailsSocket;
    get(url: string, data: object, answered?: Answered): void;
    post(url: string, data: object, answered?: Answered): void;
    request(request: SailsRequest, answered?: Answered): void;
    isConnected(): boolean;
    reconnect(): void;
    disconnect(): void;
  }

  export interface SailsOptions {
    readonly query?: string;
    readonly transports?: readonly string[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly initialConnectionHeaders?: Readonly<Record<string, string>>;
    readonly reconnection?: boolean;
    readonly reconnectionDelay?: number;
    readonly reconnectionDelayMax?: number;
    readonly path?: string;
  }

  export interface SailsClient {
    readonly sails: {
      autoConnect: boolean;
      environment: string;
      connect(url: string, options: SailsOptions): SailsSocket;
    };
  }

  /** Adds to the client it is given, which may be given to it once. */
  export default function sails(io: Lookup): SailsClient;
}
