import type { ServerResponse } from 'node:http';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import { OutletSet } from '../../../wire/outlet-set.ts';
import { SseOutlet, type SseSurroundings } from './sse-outlet.ts';

/** The event streams that are open, so that they can be drained, or all be ended, when the server goes down. */
export class OpenStreams {
  /** For `drainOutlets`. */
  readonly outlets = new OutletSet<SseOutlet>();
  readonly #surroundings: SseSurroundings;

  constructor(surroundings: SseSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Starts a stream on a response whose head is written. */
  open(response: ServerResponse): SseOutlet {
    const outlet = new SseOutlet(response, this.#surroundings);
    this.outlets.add(outlet);
    outlet.onClosed(() => this.outlets.delete(outlet));
    return outlet;
  }

  closeAll(reason: ParleyError): void {
    for (const outlet of [...this.outlets]) outlet.close(reason);
  }
}
