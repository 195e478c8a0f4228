import type { Jwr, SailsOptions, SailsRequest, SailsSocket } from 'sails.io.js';
import sails from 'sails.io.js';
import lookup from 'socket.io-client-2';
import { type Collected, collected } from '../harness/collect.ts';
import { APP_SECRET, type TestServer } from '../harness/test-server.ts';

/** An event as a listener got it, with all its arguments. */
export interface Heard {
  readonly event: string;
  readonly args: readonly unknown[];
}

/** The real sails.io.js over the Socket.IO client that its browser build has, as a stranger would set them up. */
export class SailsClient implements Disposable {
  readonly socket: SailsSocket;
  /** What came of the events that it listens to, in order. */
  readonly heard: Collected<Heard> = collected<Heard>();
  /** Of the connection itself: `connect`, `disconnect`, `error` and the like. */
  readonly states: Collected<Heard> = collected<Heard>();

  /** Connecting; requests may be made at once. */
  constructor(url: string, options: SailsOptions) {
    // It adds to what it is given, and refuses to do so twice: each client has a function of its own.
    const io = sails((...given) => lookup(...given));
    // The client looks at these a moment later: by itself it would connect to nowhere, and it prints what it does.
    io.sails.autoConnect = false;
    io.sails.environment = 'production';
    this.socket = io.sails.connect(url, options);
    for (const event of ['connect', 'disconnect', 'error', 'connect_error', 'reconnect']) {
      this.socket.on(event, (...args) => this.states.push({ event, args }));
    }
  }

  /** Resolves once connected by this key, with listeners for these events. */
  static async connect(
    server: TestServer,
    {
      key = APP_SECRET,
      hears = [],
      ...options
    }: SailsOptions & { key?: string; hears?: readonly string[] } = {},
  ): Promise<SailsClient> {
    const client = new SailsClient(server.url, { query: `key=${encodeURIComponent(key)}`, ...options });
    client.hear('Message', 'sails:parseError', ...hears);
    await client.state('connect');
    return client;
  }

  hear(...events: readonly string[]): void {
    for (const event of events) this.socket.on(event, (...args) => this.heard.push({ event, args }));
  }

  /** Resolves when the connection came to this; fails when it was refused. */
  async state(event: string): Promise<Heard> {
    const came = await this.states.until((state) => state.event === event || state.event === 'error');
    if (came.event !== event) throw new Error(`refused: ${JSON.stringify(came.args)}`);
    return came;
  }

  request(request: SailsRequest): Promise<Jwr> {
    return new Promise((resolve) => {
      this.socket.request(request, (body, jwr) => {
        if (body !== jwr.body && !(body instanceof Error)) throw new Error('the callback got two bodies');
        resolve(jwr);
      });
    });
  }

  post(url: string, data: object): Promise<Jwr> {
    return this.request({ method: 'post', url, data });
  }

  /** Subscribes, and fails when that is refused. */
  async subscribe(...channels: readonly string[]): Promise<void> {
    const { error } = await this.post('/channel/subscribe', { channel: channels });
    if (error !== undefined) throw error;
  }

  /** Resolves when the server answered a request: whatever it had sent before is there. */
  async settled(): Promise<readonly Heard[]> {
    await this.request({ method: 'get', url: '/there/is/nothing' });
    return this.heard.items;
  }

  [Symbol.dispose](): void {
    this.socket._raw.disconnect();
  }
}
