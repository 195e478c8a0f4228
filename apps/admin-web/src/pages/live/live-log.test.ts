import { expect, test } from 'vitest';
import type { LiveItem } from '../../api/trpc.ts';
import { LiveLog, MOST_LINES } from './live-log.ts';

function item(name: string): LiveItem {
  return {
    type: 'item',
    item: {
      kind: 'publish',
      at: 1,
      channel: 'a',
      user: null,
      connection: null,
      protocol: 'trpc',
      name,
      data: null,
      id: null,
      position: null,
      readers: 0,
      error: null,
    },
  };
}

function logWithTurns() {
  const turns: Array<() => void> = [];
  const log = new LiveLog((show) => turns.push(show));
  const turn = () => {
    for (const show of turns.splice(0)) show();
  };
  const names = () => log.view().lines.map((line) => line.item.name);
  return { log, turn, turns, names };
}

test('what comes within one turn is drawn once, newest first', () => {
  const { log, turn, turns, names } = logWithTurns();
  let draws = 0;
  log.subscribe(() => {
    draws += 1;
  });
  for (const name of ['a', 'b', 'c']) log.push(item(name));
  expect(turns).toHaveLength(1);
  turn();
  expect(draws).toBe(1);
  expect(names()).toEqual(['c', 'b', 'a']);
});

test('a pause freezes the lines, counts what comes, and loses none of it', () => {
  const { log, turn, names } = logWithTurns();
  log.push(item('before'));
  log.setPaused(true);
  expect(names()).toEqual(['before']);
  log.push(item('during 1'));
  log.push(item('during 2'));
  turn();
  expect(names()).toEqual(['before']);
  expect(log.view().waiting).toBe(2);
  log.setPaused(false);
  expect(names()).toEqual(['during 2', 'during 1', 'before']);
  expect(log.view().waiting).toBe(0);
});

test('it never holds more than its bound, drawn or waiting, and keeps the newest', () => {
  const { log, turn, names } = logWithTurns();
  log.setPaused(true);
  for (let count = 1; count <= 5 * MOST_LINES; count++) log.push(item(String(count)));
  turn();
  expect(log.view().waiting).toBe(5 * MOST_LINES);
  log.setPaused(false);
  expect(names()).toHaveLength(MOST_LINES);
  expect(names()[0]).toBe(String(5 * MOST_LINES));
});

test('what the server skipped is added up until the log is cleared', () => {
  const { log, turn } = logWithTurns();
  log.push({ type: 'skipped', count: 3 });
  log.push({ type: 'skipped', count: 4 });
  turn();
  expect(log.view().skipped).toBe(7);
  log.clear();
  expect(log.view()).toMatchObject({ lines: [], skipped: 0, waiting: 0 });
});

test('lines keep their numbers, so that a view can tell how far they moved', () => {
  const { log, turn } = logWithTurns();
  log.push(item('a'));
  turn();
  log.push(item('b'));
  turn();
  expect(log.view().lines.map(({ seq }) => seq)).toEqual([2, 1]);
});
