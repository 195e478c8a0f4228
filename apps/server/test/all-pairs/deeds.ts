import type { Party } from './party.ts';
import type { Place } from './place.ts';
import { listenTo } from './world.ts';

/** Something that one does and the others are told of. */
export interface Deed {
  can(party: Party, channel: string): boolean;
  /** Does what has to be done before. Resolves with the deed itself, which resolves when the others could know of it. */
  prepare(party: Party, place: Place): Promise<() => Promise<unknown>>;
}

/** By the headings that they have on the page. */
export const DEEDS: Readonly<Record<string, Deed>> = {
  Publish: {
    can: ({ writing }, channel) => writing.reaches(channel),
    prepare: async (party, place) => () => place.publish(party),
  },
  Edit: {
    can: canChange,
    async prepare(party, place) {
      const said = await place.publish(party);
      const words = { number: said.number, name: 'message', value: 'y' };
      return () => place.until('edit', () => party.writing.edit(place.channel, said, words));
    },
  },
  Delete: {
    can: canChange,
    async prepare(party, place) {
      const said = await place.publish(party);
      return () => place.until('delete', () => party.writing.remove(place.channel, said));
    },
  },
  Signal: {
    can: ({ writing }, channel) => writing.signals(channel),
    prepare: async (party, place) => () => place.until('signal', () => party.writing.signal(place.channel)),
  },
  Presence: {
    can: ({ reading }, channel) => reading?.isSeen(channel) === true && reading.follows(channel),
    prepare: async (party, place) => async () => {
      const guest = await place.until('join', () => listenTo(party, place.channel, `guest of ${party.name}`));
      await place.until('leave', async () => guest[Symbol.asyncDispose]());
    },
  },
};

function canChange({ writing }: Party, channel: string): boolean {
  return writing.changes !== 'none' && writing.reaches(channel);
}
