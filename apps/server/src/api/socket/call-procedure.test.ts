import { callTRPCProcedure, initTRPC, TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { callProcedure } from './call-procedure.ts';

const t = initTRPC.context<{ user: string }>().meta<{ word: string }>().create();

const base = t.procedure
  .meta({ word: 'hello' })
  .use(({ ctx, next, meta, path, type }) =>
    next({ ctx: { seen: `${meta?.word} ${ctx.user} ${type} ${path}` } }),
  )
  .use(async ({ next }) => {
    const result = await next();
    return result.ok && result.data === 'replace me' ? { ...result, data: 'replaced' } : result;
  });

const router = t.router({
  deep: {
    greet: base
      .input(z.object({ a: z.string() }))
      .input(z.object({ b: z.coerce.number() }))
      .output(z.object({ text: z.string(), sum: z.number() }))
      .query(({ ctx, input }) => ({
        text: `${ctx.seen} as ${ctx.user} ${input.a}`,
        sum: input.b + 1,
        hidden: 1,
      })),
  },
  replace: base.mutation(() => 'replace me'),
  raw: base.query(async ({ ctx, signal }) => [Object.keys(ctx), signal?.aborted]),
  toldOf: base.query((options) => Object.keys(options)),
  teapot: base.query(() => {
    throw new TRPCError({ code: 'PAYMENT_REQUIRED', message: 'pay first' });
  }),
  broken: base.query(() => {
    throw new RangeError('too far');
  }),
  wrongOutput: base.output(z.string()).query(() => JSON.parse('7')),
  refused: t.procedure
    .use(() => {
      throw new TRPCError({ code: 'FORBIDDEN' });
    })
    .query(() => 'never'),
  count: t.procedure.subscription(async function* () {
    yield 1;
  }),
});

function call(path: string, type: 'query' | 'mutation' | 'subscription', input?: unknown) {
  const { signal } = new AbortController();
  return { router, path, type, getRawInput: async () => input, ctx: { user: 'ann' }, signal, batchIndex: 0 };
}

async function outcome(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (data) => ({ data }),
    (error: unknown) => {
      if (!(error instanceof TRPCError)) throw error;
      const { code, message, cause } = error;
      return { code, message, cause: cause?.name };
    },
  );
}

test.each([
  call('deep.greet', 'query', { a: 'x', b: '41' }),
  call('deep.greet', 'query', { a: 1, b: '41' }),
  call('deep.greet', 'query'),
  call('deep.greet', 'mutation', { a: 'x', b: '41' }),
  call('replace', 'mutation'),
  call('raw', 'query'),
  call('teapot', 'query'),
  call('broken', 'query'),
  call('wrongOutput', 'query'),
  call('refused', 'query'),
  call('not.there', 'query'),
  call('toString', 'query'),
  call('__proto__', 'query'),
])('a call ends as with tRPC itself: $type $path', async (made) => {
  expect(await outcome(callProcedure(made))).toEqual(await outcome(callTRPCProcedure(made)));
});

test('the middlewares are walked here, not by tRPC, which would tell them of its router', async () => {
  expect(await callProcedure(call('toldOf', 'query'))).not.toContain('router');
  expect(await callTRPCProcedure(call('toldOf', 'query'))).toContain('router');
});

test('a subscription comes back as what it yields from', async () => {
  const result = await callProcedure(call('count', 'subscription'));
  const values: unknown[] = [];
  if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result) {
    for await (const value of result as AsyncIterable<unknown>) values.push(value);
  }
  expect(values).toEqual([1]);
});
