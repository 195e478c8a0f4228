import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemRuntime } from '../../runtime/runtime.ts';
import type { ClosingForm } from '../closing-form.ts';
import { UpgradeGate } from '../upgrade-gate.ts';
import type { WebSocketOutlet } from '../web-socket-outlet.ts';
import { Wire } from '../wire.ts';
import type { WireLimits } from '../wire-limits.ts';

export interface GateServerOptions {
  readonly closing: ClosingForm;
  readonly open: (outlet: WebSocketOutlet, request: IncomingMessage) => void;
  readonly limits?: Partial<WireLimits>;
  readonly maxMessageBytes?: number;
  readonly allowedOrigin?: string;
}

export interface GateServer extends AsyncDisposable {
  readonly wire: Wire;
  readonly port: number;
  /** `ws://` address with a path and query. */
  url(path?: string): string;
  /** What went wrong on sockets, as the gate told. */
  readonly faults: Error[];
}

/** An HTTP server on a free port whose upgrades all go through one gate. */
export async function startGateServer(options: GateServerOptions): Promise<GateServer> {
  const faults: Error[] = [];
  const wire = new Wire(systemRuntime(), options.limits);
  const gate = new UpgradeGate({
    wire,
    closing: options.closing,
    maxMessageBytes: options.maxMessageBytes ?? 1024 * 1024,
    allowsOrigin: (origin) => options.allowedOrigin === undefined || origin === options.allowedOrigin,
    onFault: (error) => faults.push(error),
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => gate.accept(request, socket, head, options.open));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  return {
    wire,
    port,
    faults,
    url: (path = '/') => `ws://127.0.0.1:${port}${path}`,
    async [Symbol.asyncDispose]() {
      wire[Symbol.dispose]();
      await wire.outlets.whenEmpty();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The server is not on a TCP port.');
  return address;
}
