import type { Deed } from './deeds.ts';
import type { Grid } from './mapping-page.ts';
import type { PartyName } from './party.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';
import { written } from './written.ts';

/**
 * Who is told what when somebody does something, as the page writes it: by reader and writer the names of the frames, or
 * why there are none. Where two meet on several of the places, the first of them counts.
 */
export async function seen(world: World, places: readonly Place[], deed: Deed): Promise<Grid> {
  const readers = world.parties.filter(({ reading }) => reading !== null).map(({ name }) => name);
  const grid = new Map(readers.map((name) => [name, new Map<PartyName, string>()]));
  for (const writer of world.parties) {
    const stages = places.filter(({ channel }) => deed.can(writer, channel));
    for (const row of grid.values()) row.set(writer.name, stages.length === 0 ? 'cannot' : 'no channel');
    for (const place of stages.toReversed()) {
      const act = await deed.prepare(writer, place);
      for (const [reader, words] of await place.told(act)) grid.get(reader)?.set(writer.name, written(words));
    }
  }
  return Object.fromEntries([...grid].map(([name, row]) => [name, Object.fromEntries(row)]));
}
