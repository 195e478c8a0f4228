import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver answers. `hold`: it never answers. */
export type Reply =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | 'hold';

/** An HTTP server that takes webhooks, and answers them as the test says. */
export class Receiver implements AsyncDisposable {
  readonly requests: ReceivedRequest[] = [];
  /** Requests that wait for an answer now, and the most there were at a time. */
  underWay = 0;
  mostUnderWay = 0;
  reply: (request: ReceivedRequest, index: number) => Reply | Promise<Reply> = () => ({ status: 200 });
  readonly #server = createServer((message, response) => void this.#take(message, response));
  #arrived: Array<() => void> = [];

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The receiver does not listen.');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  get bodies(): unknown[] {
    return this.requests.map(({ body }) => JSON.parse(body));
  }

  /** Resolves when so many requests have come. */
  async until(count: number): Promise<readonly ReceivedRequest[]> {
    while (this.requests.length < count) {
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
    return this.requests;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #take(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    const request = {
      path: message.url ?? '',
      headers: message.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    response.on('close', () => {
      this.underWay -= 1;
    });
    const reply = this.reply(request, this.requests.push(request) - 1);
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const resume of arrived) resume();
    const said = await reply;
    if (said === 'hold') return;
    response.writeHead(said.status, said.headers).end(said.body ?? '');
  }
}
