import fc from 'fast-check';
import type { Listener, Party, PartyName, Said } from './party.ts';
import { anyValue, numberOf, type Words } from './words.ts';

/** Something to be done by somebody; who it is, and to what, is a number that is taken round the list of those who can. */
interface Step {
  readonly act: 'publish' | 'edit' | 'remove';
  readonly writer: number;
  readonly target: number;
  readonly name: string;
  readonly value: unknown;
}

/** Rounds, one after the other; the steps of a round are taken at once. */
export type Story = ReadonlyArray<readonly Step[]>;

/** @param names of the events, where the protocol lets its clients choose. */
export function anyStory(names: readonly string[]): fc.Arbitrary<Story> {
  const step = fc.record({
    act: fc.constantFrom('publish', 'publish', 'edit', 'remove'),
    writer: fc.nat(1000),
    target: fc.nat(1000),
    name: fc.constantFrom(...names),
    value: anyValue,
  });
  return fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 });
}

export interface Stage {
  readonly channel: string;
  readonly writers: readonly Party[];
  /** Who is asked whether something was stored, and under which id. */
  readonly reference: Listener;
}

/** The number of the words that end every story: a reader who has them has all that came before. */
export const LAST_WORDS: Words = { number: 1_000_000, name: 'message', value: 'the end' };

/** Tells a story; resolves with everything that was published, once all of it is stored. */
export async function tell(stage: Stage, story: Story): Promise<readonly Said[]> {
  const said: Said[] = [];
  const gone = new Set<string>();
  let number = 0;
  for (const round of story) {
    const touched = new Set<string>();
    const begun = round.map((step): Promise<Said | null> => {
      number += 1;
      const words = { number, name: step.name, value: step.value };
      const target = targetOf(step, stage, said, (id) => !gone.has(id) && !touched.has(id));
      if (target === null) return publish(stage, step, words);
      const { by, one } = target;
      touched.add(one.id);
      if (step.act === 'remove') gone.add(one.id);
      const { edit, remove } = by.writing;
      const changed = { ...words, number: one.number };
      return (step.act === 'edit' ? edit(stage.channel, one, changed) : remove(stage.channel, one)).then(
        () => null,
      );
    });
    for (const one of await Promise.all(begun)) if (one !== null) said.push(one);
  }
  return said;
}

/** What a change is to be done to, and by whom; null: nothing that there is can be changed by the writer. */
function targetOf(
  { act, writer, target }: Step,
  { writers }: Stage,
  said: readonly Said[],
  isFree: (id: string) => boolean,
): { readonly by: Party; readonly one: Said } | null {
  if (act === 'publish') return null;
  const by = pick(
    writers.filter(({ writing }) => writing.changes !== 'none'),
    writer,
  );
  const mine = (author: PartyName): boolean => by?.writing.changes === 'all' || author === by?.name;
  const one = pick(
    said.filter(({ by: author, id }) => mine(author) && isFree(id)),
    target,
  );
  return by && one ? { by, one } : null;
}

async function publish({ channel, writers, reference }: Stage, step: Step, words: Words): Promise<Said> {
  const by = pick(writers, step.writer);
  if (!by) throw new Error('Nobody writes.');
  await by.writing.publish(channel, words);
  const { told } = await reference.frames.until(
    ({ told }) => told?.kind === 'publish' && numberOf(told.shown.data) === words.number,
  );
  if (told?.kind !== 'publish' || told.id === null) throw new Error('The native feed names what it tells.');
  return { by: by.name, id: told.id, number: words.number };
}

function pick<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % items.length];
}
