import { initTRPC, TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { parleyErrorOf } from './parley-error-of.ts';

const t = initTRPC.create();
const events = z.object({ events: z.array(z.object({ name: z.string().min(1) })) });
const caller = t.createCallerFactory(
  t.router({
    refuse: t.procedure.query(() => {
      throw new ParleyError('muted', 'You are muted.', { retryAfterMs: 5 });
    }),
    input: t.procedure.input(events).query(() => null),
    inside: t.procedure.query(() => events.parse({ events: 'a secret shape' })),
    output: t.procedure.output(z.number()).query(() => JSON.parse('"not a number"')),
    crash: t.procedure.query(() => {
      throw new Error('password=hunter2');
    }),
  }),
)({});

async function thrownBy(call: Promise<unknown>): Promise<ParleyError> {
  return call.then(
    () => {
      throw new Error('did not throw');
    },
    (thrown: unknown) => parleyErrorOf(thrown),
  );
}

test('a ParleyError stays itself through tRPC', async () => {
  expect((await thrownBy(caller.refuse())).report()).toMatchObject({ code: 'muted', retryAfterMs: 5 });
});

test('refused input is a bad request that names the field', async () => {
  const error = await thrownBy(caller.input({ events: [{ name: 'ok' }, { name: '' }] }));
  expect(error.code).toBe('bad_request');
  expect(error.message).toMatch(/^events\[1\]\.name: /);
});

test('a schema that fails inside a procedure or on its output is a fault of the server, and tells nothing', async () => {
  for (const call of [caller.inside(), caller.output(), caller.crash()]) {
    const error = await thrownBy(call);
    expect(error.code).toBe('internal');
    expect(error.message).toBe('The server failed to handle the request.');
    expect(error.cause).toBeDefined();
  }
});

test('the description of a broken input stays short', async () => {
  const flood = { events: Array.from({ length: 5000 }, () => ({ name: '' })) };
  const error = await thrownBy(caller.input(flood));
  expect(error.message.length).toBeLessThanOrEqual(500);
  expect(error.message).toContain('and 4995 more');
});

test("a tRPC error keeps a message written for the caller, never its cause's", () => {
  const written = new TRPCError({ code: 'NOT_FOUND', message: 'No such page.' });
  expect(parleyErrorOf(written)).toMatchObject({ code: 'not_found', message: 'No such page.' });
  const inherited = new TRPCError({ code: 'BAD_REQUEST', cause: new Error('secret') });
  expect(parleyErrorOf(inherited).message).not.toContain('secret');
});
