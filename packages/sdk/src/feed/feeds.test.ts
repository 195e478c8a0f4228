import { expect, test } from 'vitest';
import { createSession } from '../session.ts';
import { simulatedRuntime } from '../simulation/simulated-runtime.ts';
import { SimulatedServer } from '../simulation/simulated-server.ts';
import { Feeds } from './feeds.ts';

const listener = { started() {}, item() {}, ended() {} };

function feeds() {
  const runtime = simulatedRuntime(1);
  const server = new SimulatedServer(runtime);
  const watchWake = () => ({ [Symbol.dispose]() {} });
  const world = { runtime, openSocket: server.openSocket, watchWake };
  const session = createSession({
    url: 'http://simulated',
    credentials: { key: 'key' },
    world,
    stateChanged() {},
  });
  return { runtime, server, feeds: new Feeds({ calls: session.calls, runtime, report() {}, changed() {} }) };
}

test('a client that visits many channels keeps nothing of those it left', async () => {
  const { runtime, feeds: all } = feeds();
  for (let n = 0; n < 50; n++) {
    const leave = all.of(`room:${n}`).join(listener, {});
    await runtime.run(10);
    leave();
  }
  await runtime.run(1000);
  expect(all.size).toBe(0);
});

test('presence given while the subscription is on its way still reaches the server', async () => {
  const { runtime, server, feeds: all } = feeds();
  all.of('room:1').join(listener, {});
  while (!server.requests.includes('channels.subscribe')) await runtime.run(1);
  all.of('room:1').join(listener, { presence: { name: 'Ann' } });
  await runtime.run(1000);
  expect(server.requests).toContain('channels.updatePresence');
});
