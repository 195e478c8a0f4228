import { BROADCAST_CHANNEL } from '../../core/rules/built-in-rules.ts';
import { type Pattern, pattern } from '../../core/rules/pattern.ts';
import type { EndpointRecord } from '../../core/store/integration-store.ts';
import type { EndpointEvent, EndpointSettings } from './endpoint-settings.ts';
import type { WebhookFormat } from './webhook-format.ts';

/** Of what is stored of an endpoint, all but its settings. */
export interface EndpointParts extends Omit<EndpointRecord, 'settings'> {
  readonly headerNames: readonly string[];
  readonly sealedHeaders: string | null;
}

/** A webhook of an app, ready for use. */
export class Endpoint {
  readonly id: string;
  readonly appId: string;
  readonly createdAt: number;
  readonly settings: EndpointSettings;
  readonly url: URL;
  /** Null: no part of this server knows the format it was set up with. */
  readonly format: WebhookFormat | null;
  readonly sealedSecret: string | null;
  /** Headers of its own, whose values may be secrets: their names, and all of them sealed. */
  readonly headerNames: readonly string[];
  readonly sealedHeaders: string | null;
  readonly #events: ReadonlySet<EndpointEvent>;
  readonly #channels: readonly Pattern[];

  constructor(record: EndpointParts, settings: EndpointSettings, format: WebhookFormat | null) {
    this.id = record.id;
    this.appId = record.appId;
    this.createdAt = record.createdAt;
    this.sealedSecret = record.sealedSecret;
    this.headerNames = record.headerNames;
    this.sealedHeaders = record.sealedHeaders;
    this.settings = settings;
    this.url = new URL(settings.url);
    this.format = format;
    this.#events = new Set(settings.events);
    this.#channels = settings.channels.map(pattern);
  }

  /** Whether requests may be sent to it now. */
  get isLive(): boolean {
    return this.settings.enabled && this.format !== null;
  }

  get takesQuestions(): boolean {
    return this.isLive && this.#events.has('verification');
  }

  /** Whether it is told of several things in one request. */
  get gathers(): boolean {
    return this.settings.batchWithinMs > 0 && this.format?.join !== undefined;
  }

  /** Whether it is to be told of such an event on this channel. */
  wants(event: EndpointEvent, channel: string): boolean {
    if (!this.isLive || !this.#events.has(event)) return false;
    // Connections follow it by themselves: that they do is no news.
    if (channel === BROADCAST_CHANNEL && event !== 'message') return false;
    return this.#channels.length === 0 || this.#channels.some((known) => known.matches(channel));
  }
}
