import { LRUCache } from 'lru-cache';
import type { App } from '../../core/apps/app.ts';
import type { Core } from '../../core/core.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { DeviceRecord } from '../../core/store/chat/device-store.ts';
import { deviceProof } from './device-proof.ts';

const ENDED_KEPT = 10_000;

/** Ends sign-ins, with the connections that rest on them. */
export class SignOut {
  readonly #core: Core;
  /** Those that ended lately: an access token of theirs may have been under check meanwhile. */
  readonly #ended = new LRUCache<string, true>({ max: ENDED_KEPT });

  constructor(core: Core) {
    this.#core = core;
  }

  /** Resolves with how many there were. Nobody is let in by them from now on, however the database answers. */
  async end(
    app: App,
    userId: string,
    devices: readonly DeviceRecord[],
    sparing?: string | null,
  ): Promise<number> {
    const { sessions, store } = this.#core;
    for (const { id } of devices) this.#ended.set(id, true);
    const count = await store.chat.devices.delete(devices.map(({ id }) => id));
    const proofs = devices.map(({ id }) => deviceProof(id));
    const ended = new ParleyError('unauthenticated', 'The device was signed out.');
    // Nobody else's connections rest on the user's devices.
    for (const session of [...sessions.ofUser(app.id, userId)]) {
      const rests = session.id !== sparing && proofs.some((proof) => session.restsOn(proof));
      if (rests) sessions.disconnect(session, ended);
    }
    return count;
  }

  hasEnded(id: string): boolean {
    return this.#ended.has(id);
  }
}
