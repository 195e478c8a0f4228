import fc from 'fast-check';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { type Answer, NativeLine } from '../harness/native-line.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { everyProcedure, type ProcedureName } from './every-procedure.ts';
import { randomInput } from './random-input.ts';

const INPUTS_EACH = 100;
/** They end the connection that they are asked by: what follows the first input is not answered. */
const ENDING = new Set(['chat.users.deleteMe']);
/** To repeat a failure: `SEED=<as printed> npx vitest run …`. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

let server: TestServer;
beforeAll(async () => {
  process.stdout.write(`SEED=${SEED}\n`);
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test('every procedure answers whatever it is asked, by whomever, without a fault of the server', async () => {
  // The operator last: some of its inputs change the app, for example whose tokens it takes.
  const identities = {
    user: { key: APP_KEY, token: await appToken({ sub: 'zoe', channels: ['*'] }) },
    anonymous: { key: APP_KEY },
    operator: { adminKey: ADMIN_KEY },
  };
  const faults: unknown[] = [];
  for (const [index, params] of Object.values(identities).entries()) {
    for (const procedure of everyProcedure()) {
      faults.push(...(await faultsOf(procedure, params, SEED + index)));
    }
  }
  expect(faults).toEqual([]);
  expect(server.errors).toEqual([]);
}, 120_000);

test('a server that was asked all that still takes and gives', async () => {
  const rest = adminRest(server);
  const published = await rest('POST', '/channels/pub-cache-still-here/events', { name: 'a', data: [1] });
  expect(published).toMatchObject({ status: 201 });
  expect(await rest('GET', '/channels/pub-cache-still-here/history')).toMatchObject({
    body: { events: [{ data: [1] }] },
  });
});

/** Asks a procedure for all kinds of things on one connection. Returns what the server could not cope with. */
async function faultsOf(
  { path, type }: ProcedureName,
  params: Record<string, string>,
  seed: number,
): Promise<unknown[]> {
  using line = await NativeLine.open(server.wsUrl, params);
  if (!line) throw new Error('The server does not listen.');
  const numRuns = ENDING.has(path) ? 1 : INPUTS_EACH;
  const inputs = fc.sample(randomInput, { seed, numRuns }).map(serialized);
  const answering = inputs.map(
    (input) => new Promise<Answer>((resolve) => line.call(type, path, input, resolve)),
  );
  const lost = line.closed.then((code) =>
    Promise.reject(
      new Error(`${path} closed the connection of ${Object.keys(params)}: ${code} ${line.closeReason}`),
    ),
  );
  const answers = await Promise.race([Promise.all(answering), lost]);
  return answers.flatMap((answer, index) =>
    isFault(answer) ? [{ path, params: Object.keys(params), input: inputs[index], answer }] : [],
  );
}

function isFault(answer: Answer): boolean {
  return !answer.ok && (answer.report.code === 'internal' || answer.report.code === 'unavailable');
}

/** superjson itself refuses to write some of what a hostile client can. */
function serialized(input: unknown): { json: unknown; meta?: unknown } {
  try {
    return superjson.serialize(input);
  } catch {
    return { json: input };
  }
}
