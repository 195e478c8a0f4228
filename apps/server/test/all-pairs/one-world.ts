import { expect } from 'vitest';
import { z } from 'zod';
import { HistoryEvent } from '../../src/api/models/history-event.ts';
import { adminRest } from '../harness/rest-client.ts';
import type { TestServer } from '../harness/test-server.ts';
import type { Listener, Party, Shown, Told } from './party.ts';
import { LAST_WORDS } from './story.ts';
import { GONE, viewOf } from './view-of.ts';
import { numberOf, objectOf } from './words.ts';

const Page = z.object({ events: z.array(HistoryEvent) });

/** The log of a channel as the native history has it, oldest first, with what was deleted. */
export async function logOf(server: TestServer, channel: string): Promise<readonly HistoryEvent[]> {
  const path = `/channels/${encodeURIComponent(channel)}/history?order=oldest&limit=1000&includeDeleted=true`;
  return Page.parse((await adminRest(server)('GET', path)).body).events;
}

/** Resolves with what a reader was told, the last words left out. */
export async function heardBy({ frames }: Listener): Promise<readonly Told[]> {
  await frames.until(({ told }) => told?.kind === 'publish' && isLast(told.shown.data));
  return frames.items.flatMap(({ told }) =>
    told === null || (told.kind === 'publish' && isLast(told.shown.data)) ? [] : [told],
  );
}

/** What there is to compare with: the log as it stands, and what the native feed told at first of each event. */
export interface Truth {
  readonly log: readonly HistoryEvent[];
  readonly firstWords: ReadonlyMap<string, unknown>;
}

export async function truthOf(server: TestServer, channel: string, reference: Listener): Promise<Truth> {
  const told = await heardBy(reference);
  const first = told.flatMap((one) =>
    one.kind === 'publish' && one.id !== null ? [[one.id, one.shown.data] as const] : [],
  );
  const log = await logOf(server, channel);
  return { log: log.filter(({ data }) => !isLast(data)), firstWords: new Map(first) };
}

/** What a reader shows is what the log has, as far as its protocol has words for it. */
export function expectView(party: Party, told: readonly Told[], { log, firstWords }: Truth): void {
  const { reading, name } = party;
  if (reading === null) throw new Error(`${name} does not read.`);
  const shownOf = (event: HistoryEvent): Shown | typeof GONE => {
    if (!reading.tellsChanges) return reading.shown({ ...event, data: firstWords.get(event.id) });
    return event.deletedAt === undefined ? reading.shown(event) : GONE;
  };
  const view = viewOf(
    told,
    log.map(({ id }) => id),
  );
  expect(view, `what a reader of ${name} shows`).toEqual(log.map(shownOf));
}

/** What the protocol's own history has is what the native one has. */
export async function expectHistory(party: Party, channel: string, { log }: Truth): Promise<void> {
  const { remembering, name } = party;
  if (!remembering?.keeps(channel)) return;
  const kept = (await remembering.history(channel)).filter((one) => !isLastIn(one));
  const standing = log.filter(({ deletedAt }) => deletedAt === undefined);
  expect(kept, `the history of ${name}`).toEqual(standing.map((event) => remembering.kept(event)));
}

function isLastIn(kept: object): boolean {
  return Object.values(kept).some(isLast);
}

/** Also where it is JSON in a text. */
function isLast(data: unknown): boolean {
  return numberOf(data) === LAST_WORDS.number || data === JSON.stringify(objectOf(LAST_WORDS));
}
