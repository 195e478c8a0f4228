import { initTRPC, tracked } from '@trpc/server';
import { z } from 'zod';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { errorFormatter } from '../../base/error-formatter.ts';
import { FeedItem } from '../../models/feed-item.ts';
import { ChannelName, EventName, PositionText, Timestamp } from '../../models/names.ts';
import { rest } from '../rest.ts';
import type { ApiMeta } from '../rest-meta.ts';
import type { SampleFeed } from './sample-feed.ts';

/** What the sample's procedures get: who calls, and what the stream procedures answer with. */
export interface SampleContext {
  readonly caller: string | null;
  openFeed(input: { channel: string; lastEventId?: string | undefined; presence?: unknown }): SampleFeed;
}

const t = initTRPC.context<SampleContext>().meta<ApiMeta>().create({ errorFormatter });

/** Every call but the open ones needs a caller. */
const guarded = t.procedure.use(({ ctx, next }) => {
  if (ctx.caller === null) throw new ParleyError('unauthenticated', 'Say who you are.');
  return next();
});

const Note = z
  .object({ id: z.int(), text: z.string(), tags: z.array(z.string()).default([]) })
  .meta({ id: 'Note', description: 'A note, as kept.' });

const Published = z.object({ id: z.string(), at: Timestamp, echo: z.unknown() }).meta({ id: 'Published' });

/** A small API with one procedure for every form that an operation can have. */
export const sampleRouter = t.router({
  notes: t.router({
    list: guarded
      .meta(rest.get('/notes', 'Notes', 'List notes', { description: 'Lists notes, *newest first*.' }))
      .input(
        z.object({
          limit: z.int().min(1).max(100).default(10).meta({ description: 'How many at most.' }),
          ratio: z.number().optional(),
          drafts: z.boolean().optional(),
          tag: z.array(z.string().max(20)).max(5).optional(),
          level: z.array(z.int()).max(5).optional(),
          order: z.enum(['newest', 'oldest']).default('newest'),
          owner: z.string().max(50).nullable().optional(),
          where: z.object({ done: z.boolean() }).optional(),
          kind: z.union([z.literal(1), z.literal(2)]).optional(),
        }),
      )
      .output(z.object({ given: z.unknown(), notes: z.array(Note) }))
      .query(({ input }) => ({ given: input, notes: [{ id: 1, text: 'a', tags: [] }] })),
    add: guarded
      .meta(
        rest.post('/notes', 'Notes', 'Add a note', {
          status: 201,
          errors: ['conflict'],
          examples: {
            request: { note: { id: 7, text: 'Hello' } },
            response: { id: 7, text: 'Hello', tags: [] },
          },
        }),
      )
      .input(z.object({ note: Note, silent: z.boolean().optional() }))
      .output(Note)
      .mutation(({ input }) => {
        if (input.note.id === 409) throw new ParleyError('conflict', 'There is such a note.');
        return input.note;
      }),
    batch: guarded
      .meta(rest.post('/notes/batch', 'Notes', 'Add several notes', { status: 202 }))
      .input(z.array(Note).min(1).max(10))
      .output(z.object({ count: z.int() }))
      .mutation(({ input }) => ({ count: input.length })),
    get: guarded
      .meta(rest.get('/notes/{id}', 'Notes', 'Read a note'))
      .input(z.object({ id: z.int().nonnegative() }))
      .output(Note)
      .query(({ input }) => {
        if (input.id > 1000) throw new ParleyError('not_found', 'There is no such note.');
        return { id: input.id, text: 'a', tags: [] };
      }),
    remove: guarded
      .meta(rest.delete('/notes/{id}', 'Notes', 'Remove a note', { status: 204 }))
      .input(z.object({ id: z.int() }))
      .mutation(() => ({ ignored: true })),
    text: guarded
      .meta(
        rest.put('/notes/{id}/text', 'Notes', "Replace a note's text", {
          body: 'text',
          requestType: 'text/plain',
          responseType: 'text/plain',
        }),
      )
      .input(z.object({ id: z.int(), text: z.string().min(1).max(1000) }))
      .output(z.string())
      .mutation(({ input }) => `${input.id}: ${input.text}`),
    mark: guarded
      .meta(
        rest.put('/notes/{id}/mark/{mark}', 'Notes', 'Mark a note', {
          aliases: [
            { method: 'GET', path: '/notes/{id}/mark/{mark}', operationId: 'notesMarkByGet' },
            { method: 'POST', path: '/notes/mark', operationId: 'notesMarkOf' },
          ],
          headers: ['by'],
          anyContentType: true,
          words: { unauthenticated: 'No key, no mark!' },
        }),
      )
      .input(
        z.object({
          id: z.int(),
          mark: z.enum(['read', 'starred'], { error: 'No such mark!' }),
          by: z.string().max(50).optional(),
        }),
      )
      .output(z.object({ id: z.int(), mark: z.string(), by: z.string() }))
      .mutation(({ input: { id, mark, by = 'nobody' } }) => ({ id, mark, by })),
    tags: guarded
      .meta(rest.put('/notes/{id}/tags', 'Notes', "Replace a note's tags", { body: 'tags', query: ['dry'] }))
      .input(z.object({ id: z.int(), tags: z.array(z.string().max(20)).max(5), dry: z.boolean().optional() }))
      .output(z.array(z.string()))
      .mutation(({ input }) => input.tags),
  }),
  channels: t.router({
    publish: guarded
      .meta(
        rest.post('/channels/{channel}/events', 'Channels', 'Publish an event', {
          examples: { request: { name: 'message', data: { text: 'Hello' } } },
        }),
      )
      .input(z.object({ channel: ChannelName, name: EventName, data: z.unknown() }))
      .output(Published)
      .mutation(({ input }) => ({ id: input.channel, at: 1, echo: input.data })),
    subscribe: guarded
      .meta(
        rest.get('/channels/{channel}/events', 'Channels', 'Read events as they happen', { item: FeedItem }),
      )
      .input(
        z.object({
          channel: ChannelName,
          lastEventId: PositionText.optional(),
          presence: z.unknown().optional(),
        }),
      )
      .subscription(({ ctx, input }) => {
        if (input.channel === 'closed') throw new ParleyError('forbidden', 'This channel is closed to you.');
        return ctx.openFeed(input).feed;
      }),
    count: guarded
      .meta(
        rest.get('/count', 'Channels', 'Count', { item: z.object({ type: z.literal('tick'), n: z.int() }) }),
      )
      .input(
        z.object({
          to: z.int().min(0).max(5),
          fail: z.boolean().optional(),
          lastEventId: z.string().optional(),
        }),
      )
      .subscription(async function* ({ input }) {
        const first = input.lastEventId === undefined ? 1 : Number(input.lastEventId) + 1;
        for (let n = first; n <= input.to; n++) yield tracked(String(n), { type: 'tick' as const, n });
        if (input.fail) throw new Error('secret of the generator');
      }),
  }),
  trouble: t.router({
    crash: t.procedure
      .meta(rest.post('/trouble/crash', 'Trouble', 'Crash', { security: [] }))
      .output(z.object({}))
      .mutation((): Record<string, never> => {
        throw new Error('password=hunter2');
      }),
    wait: t.procedure
      .meta(rest.get('/trouble/wait', 'Trouble', 'Ask to wait', { security: [], deprecated: true }))
      .output(z.object({}))
      .query((): Record<string, never> => {
        throw new ParleyError('rate_limited', 'Too fast.', { retryAfterMs: 1200 });
      }),
    hidden: t.procedure.output(z.boolean()).query(() => true),
  }),
});
