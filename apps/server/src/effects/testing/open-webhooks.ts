import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { App } from '../../core/apps/app.ts';
import { AppRegistry } from '../../core/apps/app-registry.ts';
import { AppSettings } from '../../core/apps/app-settings.ts';
import { KeyVault } from '../../core/apps/key-vault.ts';
import type { Happening } from '../../core/effects/happening.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import { Stats } from '../../core/stats/app-stats.ts';
import type { EndpointRecord } from '../../core/store/integration-store.ts';
import { systemChance } from '../../runtime/chance.ts';
import { type Runtime, systemRuntime } from '../../runtime/runtime.ts';
import { AddressGuard } from '../address-guard.ts';
import type { EndpointStore } from '../webhooks/endpoint-registry.ts';
import { EndpointSettings } from '../webhooks/endpoint-settings.ts';
import type { WebhookFormat } from '../webhooks/webhook-format.ts';
import { Webhooks } from '../webhooks/webhooks.ts';
import { memoryAppStore } from './memory-app-store.ts';
import { MemoryEffectStore } from './memory-effect-store.ts';

export interface TestWebhooks extends AsyncDisposable {
  readonly webhooks: Webhooks;
  readonly store: MemoryEffectStore;
  readonly endpoints: Map<string, EndpointRecord>;
  readonly stats: Stats;
  readonly apps: AppRegistry;
  /** The app `acme`. */
  readonly app: App;
  readonly failures: unknown[];
  /** An endpoint of the app `acme`; returns its id. */
  endpoint(settings: z.input<typeof EndpointSettings>, secret?: string): Promise<string>;
  /** Something was said in the app `acme`, on a channel that no log keeps. */
  say(channel: string, data: unknown): void;
}

export interface TestWebhooksOptions {
  readonly runtime?: Runtime;
  /** Another process had this queue and these endpoints before. */
  readonly before?: Pick<TestWebhooks, 'store' | 'endpoints'>;
  readonly formats?: readonly WebhookFormat[];
  readonly allowed?: readonly string[];
}

const vault = new KeyVault(randomBytes(32), systemChance);

/** Webhooks on a queue in memory, and real HTTP. */
export async function openWebhooks(options: TestWebhooksOptions = {}): Promise<TestWebhooks> {
  const { runtime = systemRuntime(), before, formats = [], allowed = ['127.0.0.1'] } = options;
  const store = before?.store ?? new MemoryEffectStore();
  const endpoints = before?.endpoints ?? new Map<string, EndpointRecord>();
  const stats = new Stats();
  const failures: unknown[] = [];
  const report = (cause: unknown): void => void failures.push(cause);
  const apps = await AppRegistry.load(memoryAppStore(), runtime, { vault, onFailure: report });
  const app = await apps.create('acme', 'Acme', AppSettings.parse({}));
  const surroundings = {
    store: { effects: store, integrations: integrationsOf(endpoints) },
    runtime,
    apps,
    vault,
    stats,
    onFailure: report,
  };
  const webhooks = await Webhooks.open(surroundings, { formats, guard: new AddressGuard(allowed) });
  return {
    webhooks,
    store,
    endpoints,
    stats,
    apps,
    app,
    failures,
    async endpoint(settings, secret) {
      const parsed = EndpointSettings.parse(settings);
      return (await webhooks.endpoints.create('acme', parsed, { secret })).id;
    },
    say: (channel, data) => webhooks.note(message(runtime, channel, data)),
    [Symbol.asyncDispose]: () => webhooks[Symbol.asyncDispose](),
  };
}

function message({ ids, clock }: Runtime, channel: string, data: unknown): Happening {
  const common = { appId: 'acme', channel, at: clock.now(), userId: 'ann' };
  return { kind: 'message', ...common, id: ids.next(), name: 'm', body: Body.ofValue(data) };
}

function integrationsOf(endpoints: Map<string, EndpointRecord>): EndpointStore {
  return {
    listEndpoints: async () => [...endpoints.values()],
    putEndpoint: async (endpoint) => void endpoints.set(endpoint.id, endpoint),
    deleteEndpoint: async (_appId, id) => {
      if (!endpoints.delete(id)) throw new ParleyError('not_found', 'It does not exist.');
    },
  };
}
