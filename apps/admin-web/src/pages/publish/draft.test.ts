import { expect, test } from 'vitest';
import { jsonFault, keepDraft, loadDraft } from './draft.ts';

function storage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

test('what was published last comes back, for its own app only', () => {
  const kept = storage();
  const draft = { channel: 'room:1', name: 'message', json: '1', asUser: 'ann' };
  keepDraft(kept, 'one', draft);
  expect(loadDraft(kept, 'one')).toEqual(draft);
  expect(loadDraft(kept, 'two').channel).toBe('');
});

test.each(['not json', '[]', 'null', '{"channel":5}'])('a spoilt draft (%s) gives the example', (text) => {
  const kept = storage();
  kept.setItem('parley.publish.one', text);
  expect(loadDraft(kept, 'one')).toEqual(loadDraft(storage(), 'one'));
});

test('any JSON value is accepted and anything else refused with the reason', () => {
  expect(jsonFault('null')).toBeNull();
  expect(jsonFault('{"a": 1,}')).toMatch(/JSON/);
  expect(jsonFault('')).toMatch(/JSON/);
});
