import fc from 'fast-check';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { AppSettings } from '../../src/core/apps/app-settings.ts';
import { appToken } from '../harness/app-token.ts';
import { type Answer, NativeLine } from '../harness/native-line.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { everyProcedure, type NamedProcedure } from './every-procedure.ts';
import { randomInputFor } from './random-input.ts';

/** Of all procedures and callers together. */
const INPUTS = 15_000;
const LEAST_EACH = 20;
/** They end the connection that they are asked by: what follows the first input is not answered. */
const ENDING = new Set(['chat.users.deleteMe']);
const Id = z.object({ id: z.string() });
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
    backend: { adminKey: ADMIN_KEY, asUser: 'zoe' },
    operator: { adminKey: ADMIN_KEY },
  };
  const procedures = everyProcedure();
  const share = INPUTS / procedures.length / Object.keys(identities).length;
  const count = Math.max(LEAST_EACH, Math.round(share));
  const faults: unknown[] = [];
  for (const [index, params] of Object.values(identities).entries()) {
    await resetSettings();
    const known = await conversationOfZoe();
    for (const procedure of procedures) {
      faults.push(...(await faultsOf(procedure, params, { seed: SEED + index, count, known })));
    }
  }
  expect(faults).toEqual([]);
  expect(server.errors).toEqual([]);
}, 240_000);

test('a server that was asked all that still takes and gives', async () => {
  await resetSettings();
  const rest = adminRest(server);
  const published = await rest('POST', '/channels/pub-cache-still-here/events', { name: 'a', data: [1] });
  expect(published).toMatchObject({ status: 201 });
  expect(await rest('GET', '/channels/pub-cache-still-here/history')).toMatchObject({
    body: { events: [{ data: [1] }] },
  });
});

/** Some of the inputs are good changes of the app, such as of how much it may publish in a second. */
async function resetSettings(): Promise<void> {
  const settings = AppSettings.parse({});
  const changed = await adminRest(server)('PATCH', '/apps/default', { settings });
  expect(changed).toMatchObject({ status: 200, body: { settings: { limits: settings.limits } } });
}

/** A conversation with a message, as procedures name them. */
async function conversationOfZoe(): Promise<Record<string, string[]>> {
  const rest = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'zoe' });
  await rest('PUT', '/chat/users/ann', {});
  const begin = { kind: 'group', name: 'Here', participants: ['ann'] };
  const begun = await rest('POST', '/chat/conversations', begin);
  const { conversation } = z.object({ conversation: Id }).parse(begun.body);
  const said = await rest('POST', `/chat/conversations/${conversation.id}/messages`, { text: 'Hello' });
  return { conversation: [conversation.id], id: [conversation.id, Id.parse(said.body).id] };
}

/** Asks a procedure for all kinds of things on one connection. Returns what the server could not cope with. */
async function faultsOf(
  procedure: NamedProcedure,
  params: Record<string, string>,
  { seed, count, known }: { seed: number; count: number; known: Record<string, string[]> },
): Promise<unknown[]> {
  const { path, type } = procedure;
  const numRuns = ENDING.has(path) ? 1 : count;
  // Before there is a connection: the server, in this same process, waits for its parameters only so long.
  const inputs = fc.sample(randomInputFor(procedure, known), { seed, numRuns }).map(serialized);
  using line = await NativeLine.open(server.wsUrl, params);
  if (!line) throw new Error('The server does not listen.');
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
