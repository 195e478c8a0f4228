import { Closing } from '../../src/runtime/closing.ts';
import type { Listener, Party, PartyName, Said, Told } from './party.ts';
import { numberOf } from './words.ts';
import { listenTo, type World } from './world.ts';

let lastNumber = 0;

/** A channel on which everybody listens who can. */
export class Place implements AsyncDisposable {
  readonly channel: string;
  readonly #world: World;
  readonly #reference: Listener;
  readonly #readers: ReadonlyMap<PartyName, Listener>;
  readonly #closing: Closing;

  private constructor(
    world: World,
    channel: string,
    listeners: { reference: Listener; readers: ReadonlyMap<PartyName, Listener>; closing: Closing },
  ) {
    this.#world = world;
    this.channel = channel;
    this.#reference = listeners.reference;
    this.#readers = listeners.readers;
    this.#closing = listeners.closing;
  }

  static open(world: World, channel: string): Promise<Place> {
    const closing = new Closing();
    return closing.attempt(async () => {
      const reference = await closing.open(() => listenTo(world.native, channel));
      const readers = new Map<PartyName, Listener>();
      for (const party of world.parties) {
        if (!party.reading?.follows(channel)) continue;
        readers.set(party.name, await closing.open(() => listenTo(party, channel)));
      }
      return new Place(world, channel, { reference, readers, closing });
    });
  }

  /** Publishes something; resolves with it when it is stored. */
  async publish({ name, writing }: Party, event = 'message'): Promise<Said> {
    lastNumber += 1;
    const number = lastNumber;
    await writing.publish(this.channel, { number, name: event, value: 'x' });
    const { told } = await this.#reference.frames.until(({ told }) => isAbout(told, number));
    if (told?.kind !== 'publish' || told.id === null) throw new Error('The native feed names what it tells.');
    return { by: name, id: told.id, number };
  }

  /** Does something, and resolves with what came of it once a native reader was told of it by such a frame. */
  async until<Result>(word: string, act: () => Promise<Result>): Promise<Result> {
    const { items, until } = this.#reference.frames;
    const known = items.length;
    const result = await act();
    await until((frame) => frame.word === word && items.indexOf(frame) >= known);
    return result;
  }

  /** What each reader is told while something is done: the names of the frames. */
  async told(act: () => Promise<unknown>): Promise<ReadonlyMap<PartyName, readonly string[]>> {
    const before = await this.#settle();
    await act();
    const after = await this.#settle();
    return new Map(
      [...this.#readers].map(([name, { frames }]) => {
        // Without what was published to settle.
        const since = frames.items.slice(before.get(name), (after.get(name) ?? 0) - 1);
        return [name, since.map(({ word }) => word)];
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#closing[Symbol.asyncDispose]();
  }

  /** Resolves when everything has arrived, with how many frames each reader got. */
  async #settle(): Promise<ReadonlyMap<PartyName, number>> {
    const { number } = await this.publish(this.#world.admin);
    const counts = new Map<PartyName, number>();
    for (const [name, { frames }] of this.#readers) {
      const mark = await frames.until(({ told }) => isAbout(told, number));
      counts.set(name, frames.items.indexOf(mark) + 1);
    }
    return counts;
  }
}

function isAbout(told: Told | null, number: number): boolean {
  return told?.kind === 'publish' && numberOf(told.shown.data) === number;
}
