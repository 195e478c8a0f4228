import { expect, test } from 'vitest';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { LiveApp } from '../../../core/apps/live-app.ts';
import { messageSearch } from './message-search.ts';

const settings = JSON.stringify(AppSettings.parse({}));
const app = new LiveApp({ id: 'a', name: 'A', createdAt: 0, settings });
const newest = [
  { by: 'at', descending: true },
  { by: 'id', descending: true },
];

test.each([
  [{}],
  [{ channel: '', event: '', data: '', sort: '', limit: '', skip: '' }],
  [{ sort: [], limit: null }],
])('where nothing is said (%j), the ten newest are listed, each once', (parameters) => {
  expect(messageSearch(app, parameters)).toEqual({
    appId: 'a',
    firstCopiesOnly: true,
    order: newest,
    skip: 0,
    limit: 10,
  });
});

test('filters are taken as they stand, numbers also as their digits', () => {
  expect(messageSearch(app, { channel: 'room', event: '%', data: "' OR 1", limit: '100', skip: 7 })).toEqual({
    appId: 'a',
    channel: 'room',
    name: '%',
    text: "' OR 1",
    order: newest,
    skip: 7,
    limit: 100,
  });
});

test.each([['event_ASC'], [['event_ASC']], ['["event_ASC"]']])(
  '%j sorts by the name, and equal ones in the order of time',
  (sort) => {
    expect(messageSearch(app, { sort }).order).toEqual([
      { by: 'name', descending: false },
      { by: 'id', descending: false },
    ]);
  },
);

test('several fields sort one after the other; nothing is added to an id', () => {
  expect(messageSearch(app, { sort: ['channel_DESC', 'id_ASC'] }).order).toEqual([
    { by: 'channel', descending: true },
    { by: 'id', descending: false },
  ]);
});

test.each([
  [{ channel: ['a', 'b'] }, 'E_CHANNEL'],
  [{ channel: 'x'.repeat(256) }, 'E_CHANNEL'],
  [{ event: ['a', 'b'] }, 'E_EVENT'],
  [{ data: { a: 1 } }, 'E_BODY'],
  [{ sort: 'data_ASC' }, 'E_SORT'],
  [{ sort: 'createdAt' }, 'E_SORT'],
  [{ sort: [7] }, 'E_SORT'],
  [{ sort: '{}' }, 'E_SORT'],
  [{ sort: Array.from({ length: 9 }, () => 'id_ASC') }, 'E_SORT'],
  [{ limit: 0 }, 'E_LIMIT'],
  [{ limit: 101 }, 'E_LIMIT'],
  [{ limit: '1e1' }, 'E_LIMIT'],
  [{ limit: 1.5 }, 'E_LIMIT'],
  [{ skip: -1 }, 'E_LIMIT'],
  [{ skip: '99999999999999999999' }, 'E_LIMIT'],
  [{ skip: true }, 'E_LIMIT'],
])('%j is refused with %s', (parameters, word) => {
  expect(() => messageSearch(app, parameters)).toThrow(expect.objectContaining({ word }));
});
