import { Agent, request } from 'node:http';
import type { OddRequest } from './garbage-requests.ts';

const CONNECTIONS = 32;

/** What became of a request: a status with its body, or a connection that the server ended without one. */
export type Outcome = { readonly status: number; readonly body: string } | { readonly error: string };

/** Sends requests over kept connections. Event streams are read up to their head. */
export class RequestSender implements Disposable {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
  }

  send({ method, path, headers, body }: OddRequest): Promise<Outcome> {
    return new Promise((resolve) => {
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options = { host: '127.0.0.1', port: this.#port, agent: this.#agent };
      const sent = request({ ...options, method, path, headers: { ...headers, ...length } }, (response) => {
        const status = response.statusCode ?? 0;
        if (response.headers['content-type']?.startsWith('text/event-stream')) {
          response.destroy();
          resolve({ status, body: '' });
          return;
        }
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status, body: Buffer.concat(parts).toString() }));
        response.on('error', (error) => resolve({ error: error.message }));
      });
      sent.on('error', (error) => resolve({ error: error.message }));
      sent.end(body ?? undefined);
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
