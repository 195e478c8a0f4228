import type { AppRegistry } from '../../../core/apps/app-registry.ts';
import type { Happening, ListenerHappening, MessageHappening } from '../../../core/effects/happening.ts';
import type { NewEffect } from '../../../core/store/effect-store.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Endpoint } from '../endpoint.ts';
import type { EndpointRegistry } from '../endpoint-registry.ts';
import { DelayedLeaves } from './delayed-leaves.ts';
import { MissedCaches } from './missed-caches.ts';
import { PacedCounts } from './paced-counts.ts';

export interface TellerParts {
  readonly registry: EndpointRegistry;
  readonly runtime: Runtime;
  readonly apps: AppRegistry;
  /** Queues a request. */
  add(request: NewEffect): void;
  onFailure(cause: unknown): void;
}

const NOTHING: readonly NewEffect[] = [];
/** Where requests of an endpoint that gathers them wait, of whatever channel they are. No channel has this name. */
const GATHERED = '';

/** Comings and goings that are told as a pair: who left and came back in time did neither. */
const RETURN_OF = { vacated: 'occupied', occupied: 'vacated', left: 'joined', joined: 'left' } as const;

/** Decides what is told to whom, and when, of all that happens: the requests that follow. */
export class Teller implements Disposable {
  readonly #parts: TellerParts;
  readonly #misses: MissedCaches;
  readonly #counts: PacedCounts;
  readonly #leaves = new Map<string, DelayedLeaves>();
  #isClosed = false;

  constructor(parts: TellerParts) {
    this.#parts = parts;
    this.#misses = new MissedCaches(parts.runtime.clock);
    this.#counts = new PacedCounts(parts.runtime.timers, (happening) => this.#tellAll(happening));
  }

  wants(kind: Happening['kind'], appId: string, channel: string): boolean {
    return this.#parts.registry.of(appId).some((endpoint) => endpoint.wants(kind, channel));
  }

  /** The requests that tell of a message about to be stored, to be stored with it. */
  plan(message: MessageHappening): readonly NewEffect[] {
    const endpoints = this.#parts.registry.of(message.appId);
    if (endpoints.length === 0) return NOTHING;
    this.#misses.published(message.appId, message.channel);
    return endpoints
      .filter((endpoint) => endpoint.wants('message', message.channel))
      .map((endpoint) => this.#requestFor(endpoint, message))
      .filter((request) => request !== null);
  }

  /** Tells of it whoever wants to know. */
  note(happening: Happening): void {
    const { appId, channel, kind } = happening;
    if (this.#parts.registry.of(appId).length === 0) return;
    if (kind === 'message') this.#misses.published(appId, channel);
    if (kind === 'cache_miss' && !this.#isNews(appId, channel)) return;
    this.#tellAll(happening);
    if (kind === 'subscribed' || kind === 'unsubscribed') this.#count(happening);
  }

  /** An endpoint is no more: what it was to be told later is not told. */
  removed(endpointId: string): void {
    this.#leaves.get(endpointId)?.forget();
    this.#leaves.delete(endpointId);
  }

  forgetApp(appId: string): void {
    this.#misses.forgetApp(appId);
    this.#counts.forgetApp(appId);
  }

  /** What was to be told a little later is told now. */
  [Symbol.dispose](): void {
    this.#isClosed = true;
    this.#counts[Symbol.dispose]();
    for (const leaves of this.#leaves.values()) leaves[Symbol.dispose]();
    this.#leaves.clear();
  }

  #tellAll(happening: Happening): void {
    for (const endpoint of this.#parts.registry.of(happening.appId)) {
      if (this.#isDelayed(endpoint, happening)) continue;
      if (endpoint.wants(happening.kind, happening.channel)) this.#tell(endpoint, happening);
    }
  }

  #tell(endpoint: Endpoint, happening: Happening): void {
    const request = this.#requestFor(endpoint, happening);
    if (request) this.#parts.add(request);
  }

  #isNews(appId: string, channel: string): boolean {
    return this.wants('cache_miss', appId, channel) && this.#misses.isNews(appId, channel);
  }

  #isDelayed(endpoint: Endpoint, happening: Happening): boolean {
    const { kind, channel } = happening;
    if (kind !== 'vacated' && kind !== 'occupied' && kind !== 'left' && kind !== 'joined') return false;
    const waiting = this.#leaves.get(endpoint.id);
    const { leaveDelayMs } = endpoint.settings;
    if (this.#isClosed || (!waiting && leaveDelayMs === 0)) return false;
    // Who wants to know of one of the two only must not be told of it either, where the other one was undone.
    if (!endpoint.wants(kind, channel) && !endpoint.wants(RETURN_OF[kind], channel)) return false;
    const leaves = waiting ?? this.#leavesOf(endpoint);
    return leaves.takes(happening, leaveDelayMs);
  }

  #leavesOf({ appId, id }: Endpoint): DelayedLeaves {
    const leaves = new DelayedLeaves(this.#parts.runtime, (leave) => {
      // As it is by now.
      const endpoint = this.#parts.registry.of(appId).find((candidate) => candidate.id === id);
      if (endpoint?.wants(leave.kind, leave.channel)) this.#tell(endpoint, leave);
    });
    this.#leaves.set(id, leaves);
    return leaves;
  }

  /** Where those present are told singly, their number is not told beside. */
  #count({ appId, channel, at, userId, subscribers }: ListenerHappening): void {
    const { apps } = this.#parts;
    if (!this.wants('subscribers', appId, channel) || !apps.has(appId)) return;
    const { rules, settings } = apps.get(appId);
    if (rules.resolve(channel).presence === 'always') return;
    const happening = { kind: 'subscribers', appId, channel, at, userId, subscribers } as const;
    this.#counts.changed(happening, settings.clients.minimumCountIntervalMs);
  }

  #requestFor(endpoint: Endpoint, happening: Happening): NewEffect | null {
    const { onFailure, runtime } = this.#parts;
    const id = runtime.ids.next();
    try {
      const payload = endpoint.format?.encode(happening, id) ?? null;
      if (payload === null) return null;
      const { appId, channel, kind: event } = happening;
      const lane = endpoint.gathers ? GATHERED : channel;
      const createdAt = runtime.clock.now();
      return { id, appId, kind: 'webhook', target: endpoint.id, lane, event, payload, createdAt };
    } catch (cause) {
      // A format that fails must not keep a message from being published.
      onFailure(cause);
      return null;
    }
  }
}
