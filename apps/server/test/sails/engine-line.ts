import { WebSocket } from 'ws';
import { collected } from '../harness/collect.ts';
import { APP_SECRET, type TestServer } from '../harness/test-server.ts';

/** Socket.IO's frames by hand, over a WebSocket: every one is seen, nothing is done for it. */
export class EngineLine implements Disposable {
  readonly frames = collected<string>();
  readonly closed: Promise<number>;
  readonly socket: WebSocket;

  private constructor(url: string) {
    this.socket = new WebSocket(url, { perMessageDeflate: false });
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.on('message', (data, isBinary) => this.frames.push(isBinary ? 'binary' : String(data)));
    // A failed connection closes, which is where it is noticed.
    this.socket.on('error', () => {});
  }

  /**
   * Resolves once there is a first frame, or the connection is refused.
   *
   * @param version of Engine.IO; null: the client names none.
   */
  static async open(server: TestServer, version: 3 | 4 | null, key = APP_SECRET): Promise<EngineLine> {
    const named = version === null ? '' : `EIO=${version}&`;
    const line = new EngineLine(
      `${server.wsUrl}/socket.io/?${named}transport=websocket&key=${encodeURIComponent(key)}`,
    );
    await Promise.race([line.frames.until(() => true), line.closed]);
    return line;
  }

  /** As {@link open}, and in the root namespace. */
  static async enter(server: TestServer, version: 3 | 4, key = APP_SECRET): Promise<EngineLine> {
    const line = await EngineLine.open(server, version, key);
    if (version === 4) line.send('40');
    await line.frames.until((frame) => frame.startsWith('40'));
    return line;
  }

  send(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  /** Makes a virtual request; its acknowledgement, as it came. */
  async post(id: number, url: string, data: unknown): Promise<string> {
    this.send(`42${id}${JSON.stringify(['post', { url, data }])}`);
    return this.frames.until((frame) => frame.startsWith(`43${id}[`));
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
