import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { fetchKeySet } from './fetch-key-set.ts';

async function serverOf(answer: (write: (text: string) => void, end: () => void) => void) {
  const closed = { early: false };
  const server = createServer((_request, response) => {
    response.on('close', () => {
      closed.early = !response.writableFinished;
      server.emit('answered');
    });
    answer(
      (text) => response.write(text),
      () => response.end(),
    );
  });
  const answered = new Promise<void>((resolve) => server.once('answered', resolve));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const signal = AbortSignal.timeout(20_000);
  const request = { method: 'GET', headers: new Headers(), redirect: 'manual', signal } as const;
  return {
    fetch: () => fetchKeySet(`http://127.0.0.1:${address.port}/`, request),
    closed,
    answered,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

test('a key set is handed over as it came', async () => {
  await using server = await serverOf((write, end) => {
    write('{"keys":');
    write('[]}');
    end();
  });
  const response = await server.fetch();
  expect([response.status, await response.json()]).toEqual([200, { keys: [] }]);
});

test('an answer without end is given up once it is larger than any key set', async () => {
  await using server = await serverOf((write) => {
    for (let chunk = 0; chunk < 64; chunk += 1) write('x'.repeat(65_536));
  });
  await expect(server.fetch()).rejects.toThrow('larger');
  await server.answered;
  expect(server.closed.early).toBe(true);
});
