import {
  createTRPCClient,
  createWSClient,
  type TRPCClient,
  type WebSocketClientOptions,
  wsLink,
} from '@trpc/client';
import superjson from 'superjson';
import { WebSocket } from 'ws';
import type { TestRouter } from './test-router.ts';

export interface StockClient extends AsyncDisposable {
  readonly api: TRPCClient<TestRouter>;
  /** Text messages as they were sent and received. */
  readonly sent: string[];
  readonly received: string[];
  /** Codes with which its sockets were closed. */
  readonly closes: number[];
}

/** tRPC's own client on tRPC's own link, on sockets that are listened in on. */
export function stockClient(options: Omit<WebSocketClientOptions, 'WebSocket'>): StockClient {
  const sent: string[] = [];
  const received: string[] = [];
  const closes: number[] = [];
  class Tapped extends WebSocket {
    constructor(url: string) {
      super(url);
      this.addEventListener('message', ({ data }) => received.push(String(data)));
      this.addEventListener('close', ({ code }) => closes.push(code));
    }

    override send(data: string): void {
      sent.push(data);
      super.send(data);
    }
  }
  const clientOptions: WebSocketClientOptions = { retryDelayMs: () => 1, ...options };
  // Node 20 has no WebSocket of its own; that of `ws` does all that the client asks of one.
  const client = createWSClient(Object.assign(clientOptions, { WebSocket: Tapped }));
  return {
    api: createTRPCClient<TestRouter>({ links: [wsLink({ client, transformer: superjson })] }),
    sent,
    received,
    closes,
    [Symbol.asyncDispose]: () => client.close(),
  };
}
