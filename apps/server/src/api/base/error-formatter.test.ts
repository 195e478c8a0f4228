import { getTRPCErrorFromUnknown, getTRPCErrorShape, initTRPC } from '@trpc/server';
import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { errorFormatter } from './error-formatter.ts';

const t = initTRPC.create({ errorFormatter, isDev: true });
const config = t.router({})._def._config;

test('a tRPC client gets the same report as a REST client, with the matching tRPC code and status', () => {
  const thrown = new ParleyError('rate_limited', 'Too fast.', { retryAfterMs: 1500 });
  const error = getTRPCErrorFromUnknown(thrown);
  const shape = getTRPCErrorShape({ config, error, type: 'mutation', path: 'a.b', input: 1, ctx: {} });
  expect(shape).toEqual({
    message: 'Too fast.',
    code: -32029,
    data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, path: 'a.b', parley: thrown.report() },
  });
});

test('a fault of the server shows neither its message nor its stack, in development either', () => {
  const error = getTRPCErrorFromUnknown(new Error('hunter2'));
  const shape = getTRPCErrorShape({ config, error, type: 'query', path: undefined, input: 1, ctx: {} });
  expect(JSON.stringify(shape)).not.toMatch(/hunter2|stack/);
});
