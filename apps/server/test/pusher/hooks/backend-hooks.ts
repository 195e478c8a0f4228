import { z } from 'zod';
import { type ReceivedRequest, Receiver } from '../../../src/effects/testing/receiver.ts';
import { adminRest } from '../../harness/rest-client.ts';
import type { TestServer } from '../../harness/test-server.ts';
import { backend } from '../http/backend.ts';

const Made = z.object({ id: z.string() });
const Told = z.looseObject({ name: z.string(), channel: z.string() });
export type Told = z.infer<typeof Told>;

export const EVERY_KIND = [
  'occupied',
  'vacated',
  'joined',
  'left',
  'client_event',
  'cache_miss',
  'subscribers',
] as const;

/** An app's backend that takes webhooks, and looks at each with the real server SDK. */
export interface BackendHooks extends AsyncDisposable {
  readonly receiver: Receiver;
  readonly webhook: string;
  /** What the SDK found in every request so far. Fails if it finds one not valid. */
  told(): Told[];
  /** What it found in each. */
  requests(): Told[][];
  /** Resolves with everything told when that much was. */
  until(count: number): Promise<Told[]>;
}

/** @param settings of the webhook, beside its address and format. */
export async function openBackendHooks(
  server: TestServer,
  settings: Record<string, unknown> = {},
  secret?: string,
): Promise<BackendHooks> {
  const receiver = await Receiver.open();
  const rest = adminRest(server);
  const made = await rest('POST', '/webhooks', {
    url: receiver.url,
    events: [...EVERY_KIND],
    format: 'pusher',
    ...settings,
  });
  const webhook = Made.parse(made.body).id;
  const requests = (): Told[][] => receiver.requests.map((request) => read(server, request, secret));
  return {
    receiver,
    webhook,
    requests,
    told: () => requests().flat(),
    async until(count) {
      for (let seen = 0; requests().flat().length < count; seen = receiver.requests.length) {
        await receiver.until(seen + 1);
      }
      return requests().flat();
    },
    async [Symbol.asyncDispose]() {
      await rest('DELETE', `/webhooks/${webhook}`);
      await receiver[Symbol.asyncDispose]();
    },
  };
}

function read(server: TestServer, { headers, body }: ReceivedRequest, secret?: string): Told[] {
  const hook = backend(server, secret === undefined ? {} : { secret }).webhook({ headers, rawBody: body });
  if (!hook.isValid()) throw new Error(`The SDK does not take this webhook: ${body}`);
  const age = Math.abs(Date.now() - hook.getTime().getTime());
  if (!(age < 3_600_000)) throw new Error(`The webhook's time is wrong: ${body}`);
  return z.array(Told).parse(hook.getEvents());
}
