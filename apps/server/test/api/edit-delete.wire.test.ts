import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const MISSING = '0123456789abcdef01234567';

describe.each([
  ['durable', 'pub-cache-'],
  ['volatile', 'room:'],
])('on a %s channel', (_log, prefix) => {
  const channel = (name: string) => `${prefix}edit-${name}`;

  test('an edit is an event of its own, and history shows the newest one', async () => {
    await using ann = await userClient(server, 'ann');
    using feed = await follow(ann.client, channel('one'));
    const { publish, edit, history } = ann.client.channels;
    const { id } = await publish.mutate({ channel: channel('one'), name: 'message', data: 'first' });
    const second = await edit.mutate({ channel: channel('one'), id, data: 'second' });
    const third = await edit.mutate({ channel: channel('one'), id, data: { text: 'third' } });
    expect(await feed.event({ text: 'third' })).toMatchObject({
      kind: 'edit',
      target: id,
      name: 'message',
      id: third.id,
      position: third.position,
    });
    expect(second.id).not.toBe(id);
    const { events, position } = await history.query({ channel: channel('one') });
    expect(events).toMatchObject([{ id, data: { text: 'third' }, editedAt: third.at }]);
    expect(position).toBe(third.position);
  });

  test('a deletion erases the payload and its edits from everything that can be read later', async () => {
    await using ann = await userClient(server, 'ann');
    const where = { channel: channel('gone') };
    const { publish, edit, delete: remove, history } = ann.client.channels;
    using feed = await follow(ann.client, where.channel);
    const { id, position } = await publish.mutate({ ...where, name: 'm', data: 'my secret' });
    await publish.mutate({ ...where, name: 'm', data: 'stays' });
    await edit.mutate({ ...where, id, data: 'my edited secret' });
    const gone = await remove.mutate({ ...where, id });
    await feed.until((item) => item.type === 'event' && item.kind === 'delete');
    expect(feed.items.at(-1)).toMatchObject({ kind: 'delete', target: id, data: null, id: gone.id });

    expect((await history.query(where)).events.map(({ data }) => data)).toEqual(['stays']);
    const all = await history.query({ ...where, includeDeleted: true, order: 'oldest' });
    expect(all.events).toMatchObject([{ id, position, data: null, deletedAt: gone.at }, { data: 'stays' }]);
    using late = await follow(ann.client, where.channel, { rewind: 100 });
    await late.until((item) => item.type === 'event' && item.kind === 'delete');
    expect(late.items).toHaveLength(5);
    expect(JSON.stringify(late.items)).not.toContain('secret');
  });

  test('only its author and the backend may change an event', async () => {
    await using ann = await userClient(server, 'ann', ['*']);
    await using bob = await userClient(server, 'bob', ['*']);
    const where = { channel: channel('author') };
    const { id } = await ann.client.channels.publish.mutate({ ...where, name: 'm', data: 1 });
    const { edit, delete: remove } = bob.client.channels;
    expect(await refusalOf(edit.mutate({ ...where, id, data: 2 }))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(remove.mutate({ ...where, id }))).toMatchObject({ code: 'forbidden' });
    const rest = adminRest(server);
    const path = `/channels/${where.channel}/events/${id}`;
    expect(await rest('PATCH', path, { data: 'by the backend' })).toMatchObject({ status: 200 });
    const { events } = await ann.client.channels.history.query(where);
    expect(events).toMatchObject([{ id, data: 'by the backend', user: 'ann' }]);
    expect(await rest('DELETE', path)).toMatchObject({ status: 200 });
  });

  test('what is not there, is no publish, or was deleted already cannot be changed', async () => {
    await using ann = await userClient(server, 'ann');
    const where = { channel: channel('missing') };
    const { publish, edit, delete: remove } = ann.client.channels;
    const { id } = await publish.mutate({ ...where, name: 'm', data: 1 });
    const edited = await edit.mutate({ ...where, id, data: 2 });
    await remove.mutate({ ...where, id });
    for (const target of [MISSING, edited.id, id]) {
      const refused = await refusalOf(edit.mutate({ ...where, id: target, data: 3 }));
      expect(refused).toMatchObject({ code: 'not_found' });
      expect(await refusalOf(remove.mutate({ ...where, id: target }))).toMatchObject({ code: 'not_found' });
    }
  });

  test('an event of another channel cannot be changed through this one', async () => {
    await using ann = await userClient(server, 'ann');
    const { id } = await ann.client.channels.publish.mutate({ channel: channel('a'), name: 'm', data: 1 });
    const call = ann.client.channels.edit.mutate({ channel: channel('b'), id, data: 2 });
    expect(await refusalOf(call)).toMatchObject({ code: 'not_found' });
  });

  test('an edit repeated with its client id counts once', async () => {
    await using ann = await userClient(server, 'ann');
    const where = { channel: channel('retry') };
    const { id } = await ann.client.channels.publish.mutate({ ...where, name: 'm', data: 1 });
    const change = { ...where, id, data: 2, clientId: 'edit-1' };
    const first = await ann.client.channels.edit.mutate(change);
    expect(await ann.client.channels.edit.mutate(change)).toEqual({ ...first, duplicate: true });
  });
});
