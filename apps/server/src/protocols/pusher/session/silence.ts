import type { App } from '../../../core/apps/app.ts';
import type { HeartbeatPeer, Patience } from '../../../wire/heartbeat.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import { PING_FRAME } from '../codec/server-frames.ts';
import { PusherRefusal } from '../errors/pusher-refusal.ts';

/**
 * A connection as the protocol's heartbeat sees it. Whatever the client sends is a sign of life; when nothing comes for the
 * app's time it is asked by `pusher:ping`, and when nothing comes then either it is told to reconnect.
 */
export class Silence implements HeartbeatPeer {
  readonly #app: App;
  readonly #outlet: WebSocketOutlet;

  constructor(app: App, outlet: WebSocketOutlet) {
    this.#app = app;
    this.#outlet = outlet;
  }

  get bytesReceived(): number {
    return this.#outlet.bytesReceived;
  }

  get patience(): Patience {
    const { activityTimeoutMs, pongWithinMs } = this.#app.settings.clients;
    return { pingAfterMs: activityTimeoutMs, pongWithinMs };
  }

  ping(): void {
    this.#outlet.send(PING_FRAME);
  }

  terminate(): void {
    this.#outlet.close(new PusherRefusal('kicked', 4201, 'Pong reply not received'));
  }
}
