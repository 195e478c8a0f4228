import type { Outlet } from '../../../core/hub/outlet.ts';
import type { Reply } from '../errors/envelope.ts';
import { PACKET } from './packet-types.ts';
import { type PushFrame, pushFrame } from './push-frame.ts';

/** The acknowledgement of one virtual request, as `sails.io.js` reads it: `{body, headers, statusCode}`. */
export class Answer {
  readonly #json: string;
  readonly #outlet: Outlet<PushFrame>;

  constructor({ status, envelope, retryAfterS }: Reply, outlet: Outlet<PushFrame>) {
    const headers = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
    this.#json = JSON.stringify([{ body: envelope, headers, statusCode: status }]);
    this.#outlet = outlet;
  }

  /** Sends it as the acknowledgement of this number, in its turn behind what was sent before. */
  send(id: number): void {
    this.#outlet.send(pushFrame(`${PACKET.ack}${id}${this.#json}`));
  }
}
