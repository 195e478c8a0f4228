import { z } from 'zod';
import { HttpCaller } from './http-caller.ts';
import { HttpChoice, httpRequest } from './http-requests.ts';
import type { IngestResult } from './ingest-load.ts';
import { IngestTally } from './ingest-tally.ts';

export const HttpOrder = z.object({
  port: z.int(),
  http: HttpChoice,
  backends: z.int(),
  bodyBytes: z.int(),
});
export type HttpOrder = z.infer<typeof HttpOrder>;

/** Backends that each publish over HTTP, wait for the answer, and publish again. */
export class HttpLoad implements Disposable {
  readonly #tally = new IngestTally();
  readonly #callers: HttpCaller[] = [];

  constructor({ port, http, backends, bodyBytes }: HttpOrder) {
    const tally = this.#tally;
    for (let index = 0; index < backends; index += 1) {
      let calledAt = 0;
      const caller = new HttpCaller({
        port,
        request() {
          calledAt = performance.now();
          return httpRequest(http, bodyBytes);
        },
        answered(status) {
          if (status === 200) tally.acknowledged(performance.now() - calledAt);
          else tally.refused();
        },
        lost: () => tally.lost(),
      });
      this.#callers.push(caller);
    }
  }

  /** Counts for some seconds. */
  measure(seconds: number): Promise<IngestResult> {
    return this.#tally.over(seconds);
  }

  [Symbol.dispose](): void {
    for (const caller of this.#callers) caller.close();
  }
}
