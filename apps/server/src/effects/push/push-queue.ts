import { isIP } from 'node:net';
import type { AppRegistry } from '../../core/apps/app-registry.ts';
import type { PushStore } from '../../core/store/chat/push-store.ts';
import type { EffectStore, NewEffect } from '../../core/store/effect-store.ts';
import { Closing } from '../../runtime/closing.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { AddressGuard } from '../address-guard.ts';
import { LaneWorker, type LaneWorkerParts } from '../queue/lane-worker.ts';
import { MemoryBudget } from '../queue/memory-budget.ts';
import { Settler } from '../queue/settler.ts';
import { HttpSender } from '../requests/http-sender.ts';
import { PushDeliveries } from './push-deliveries.ts';
import { PushErrand, type PushErrandParts } from './push-errand.ts';
import { type PushPayload, toPayloadText } from './push-payload.ts';
import { type PushOptions, PushSenders } from './push-senders.ts';

/** A message for one device. */
export interface NewPush extends PushPayload {
  /** The id of the device's subscription. */
  readonly subscriptionId: string;
  /** What happened: `message`, … */
  readonly event: string;
}

/** Of what effects are given, as much as pushes need. */
export interface PushSurroundings {
  readonly store: { readonly effects: EffectStore; readonly chat: { readonly pushes: PushStore } };
  readonly runtime: Runtime;
  readonly apps: Pick<AppRegistry, 'list'>;
  onFailure(cause: unknown): void;
}

const MEMORY_BYTES = 16_777_216;
const GRACE_MS = 1000;

/**
 * Messages to devices: queued in the database and sent from there, so that neither a slow service nor the end of this
 * process loses any. Every app has a worker of its own, so that none waits for another's devices.
 */
export class PushQueue implements AsyncDisposable {
  /** The public half of the keys by which push services know this server: what browsers subscribe with. */
  readonly vapidPublicKey: string;
  /** What was sent, and what is to be. */
  readonly deliveries: PushDeliveries;
  readonly #store: EffectStore;
  readonly #runtime: Runtime;
  readonly #guard: AddressGuard;
  readonly #workers = new Map<string, LaneWorker>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #closing = new Closing();
  readonly #errand: PushErrandParts;
  readonly #sharing: LaneWorkerParts;

  constructor(
    { store, runtime, apps, onFailure }: PushSurroundings,
    guard: AddressGuard,
    options: PushOptions,
  ) {
    this.vapidPublicKey = options.vapid.publicKey;
    this.deliveries = new PushDeliveries(store.effects);
    this.#store = store.effects;
    this.#runtime = runtime;
    this.#guard = guard;
    const http = this.#closing.use(new HttpSender(guard, runtime));
    const sender = this.#closing.use(new PushSenders(options, http, runtime));
    const settler = this.#closing.use(new Settler({ store: store.effects, runtime, onFailure }));
    this.#errand = { effects: store.effects, subscriptions: store.chat.pushes, sender, clock: runtime.clock };
    this.#sharing = { settler, runtime, budget: new MemoryBudget(MEMORY_BYTES), onFailure };
    this.#closing.defer(() => this.#stop());
    // What the process before did not come to.
    for (const { id } of apps.list()) this.#workerOf(id);
  }

  /** Queues messages to devices of an app's users. Resolves once they are stored: then they outlive this process. */
  async add(appId: string, pushes: readonly NewPush[]): Promise<void> {
    const createdAt = this.#runtime.clock.now();
    const effects = pushes.map(({ subscriptionId, event, userId, content }): NewEffect => {
      const id = this.#runtime.ids.next();
      const payload = toPayloadText({ userId, content });
      return {
        id,
        appId,
        kind: 'push',
        target: subscriptionId,
        lane: subscriptionId,
        event,
        payload,
        createdAt,
      };
    });
    if (effects.length === 0) return;
    await this.#store.add(effects);
    const worker = this.#workerOf(appId);
    for (const effect of effects) worker.take(effect);
  }

  /** Whether such an address of a browser's push service may be called: over TLS, or on this machine if that is allowed. */
  mayReach({ protocol, hostname }: URL): boolean {
    const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    if (protocol === 'https:') return isIP(host) === 0 || this.#guard.allows(host);
    if (protocol !== 'http:') return false;
    if (host === 'localhost') return this.#guard.allows('127.0.0.1');
    return (host === '::1' || /^127\.[\d.]+$/.test(host)) && this.#guard.allows(host);
  }

  /** Its queue goes with it. */
  forgetApp(appId: string): void {
    const worker = this.#workers.get(appId);
    if (!worker) return;
    this.#workers.delete(appId);
    const leaving = worker.stop(0).finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  /** What is under way has a second to end; the rest is sent after the next start. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing[Symbol.asyncDispose]();
  }

  async #stop(): Promise<void> {
    const stopped = [...this.#workers.values()].map((worker) => worker.stop(GRACE_MS));
    await Promise.all([...stopped, ...this.#leaving]);
  }

  #workerOf(appId: string): LaneWorker {
    const known = this.#workers.get(appId);
    if (known) return known;
    const worker = new LaneWorker(new PushErrand(appId, this.#errand), this.#sharing);
    this.#workers.set(appId, worker);
    worker.begin();
    return worker;
  }
}
