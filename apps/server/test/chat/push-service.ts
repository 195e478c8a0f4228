import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import ece from 'http_ece';

export interface ReceivedPush {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push service as browsers have one, on this machine. */
export class PushService implements AsyncDisposable {
  readonly pushes: ReceivedPush[] = [];
  reply: (push: ReceivedPush) => { status: number; headers?: Record<string, string>; body?: string } =
    () => ({
      status: 201,
    });
  readonly #server = createServer((request, response) => void this.#take(request, response));
  #arrived: Array<() => void> = [];

  static async open(): Promise<PushService> {
    const service = new PushService();
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The push service does not listen.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Resolves when so many pushes have come. */
  async until(count: number): Promise<readonly ReceivedPush[]> {
    while (this.pushes.length < count) {
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
    return this.pushes;
  }

  /** A browser that is reached by this service. */
  browser(path: string): Browser {
    return new Browser(`${this.origin}${path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const push = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) };
    this.pushes.push(push);
    const { status, headers, body = '' } = this.reply(push);
    response.writeHead(status, headers).end(body);
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const resume of arrived) resume();
  }
}

/** What a browser keeps of its push subscription. */
export class Browser {
  readonly target: { readonly endpoint: string; readonly keyAuth: string; readonly keyP256dh: string };
  readonly #keys = createECDH('prime256v1');

  constructor(endpoint: string) {
    this.target = {
      endpoint,
      keyAuth: randomBytes(16).toString('base64url'),
      keyP256dh: this.#keys.generateKeys().toString('base64url'),
    };
  }

  /** What it shows; throws for what was not encrypted for it. */
  read({ body }: ReceivedPush): unknown {
    const parameters = {
      version: 'aes128gcm',
      privateKey: this.#keys,
      authSecret: this.target.keyAuth,
    } as const;
    return JSON.parse(ece.decrypt(body, parameters).toString('utf8'));
  }
}
