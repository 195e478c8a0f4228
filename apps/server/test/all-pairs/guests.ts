import { Closing } from '../../src/runtime/closing.ts';
import type { Listener, PartyName } from './party.ts';
import { listenTo, type World } from './world.ts';
import { written } from './written.ts';

/** How many there were: each is another user, so that what is done to one is not done to the others. */
let guests = 0;

/** Somebody who reads, by one protocol, where the others of it read too. */
export interface Guest {
  readonly party: PartyName;
  /** Who it would be, where its protocol says who somebody is. */
  readonly user: string;
  readonly channel: string;
  readonly listener: Listener;
}

/** One guest of each protocol, each on the first of the channels it can be on. */
export class Guests implements AsyncDisposable {
  readonly all: readonly Guest[];
  readonly #closing: Closing;

  private constructor(all: readonly Guest[], closing: Closing) {
    this.all = all;
    this.#closing = closing;
  }

  static open({ parties }: World, channels: readonly string[]): Promise<Guests> {
    const closing = new Closing();
    return closing.attempt(async () => {
      const all: Guest[] = [];
      for (const party of parties) {
        const channel = channels.find((name) => party.reading?.follows(name));
        if (channel === undefined) continue;
        guests += 1;
        const user = `guest ${guests}`;
        const listener = await closing.open(() => listenTo(party, channel, user));
        all.push({ party: party.name, user: listener.user ?? user, channel, listener });
      }
      return new Guests(all, closing);
    });
  }

  /** What each of them is told while something is done to it, as the page writes it. */
  async told(act: (guest: Guest) => Promise<unknown>): Promise<Map<PartyName, string>> {
    const told = new Map<PartyName, string>();
    for (const guest of this.all) {
      const { frames, settle } = guest.listener;
      await settle();
      const before = frames.items.length;
      await act(guest);
      await settle();
      told.set(guest.party, written(frames.items.slice(before).map(({ word }) => word)));
    }
    return told;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing[Symbol.asyncDispose]();
  }
}
