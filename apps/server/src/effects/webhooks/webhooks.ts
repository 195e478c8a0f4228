import type { EffectSurroundings, Verdict } from '../../core/effects/effects.ts';
import type { Happening, MessageHappening } from '../../core/effects/happening.ts';
import type { EffectStore, NewEffect } from '../../core/store/effect-store.ts';
import { Closing } from '../../runtime/closing.ts';
import type { AddressGuard } from '../address-guard.ts';
import { Deliveries } from './deliveries.ts';
import { Workers } from './delivery/workers.ts';
import type { Endpoint } from './endpoint.ts';
import { EndpointRegistry, type EndpointStore } from './endpoint-registry.ts';
import type { EndpointEvent } from './endpoint-settings.ts';
import { Housekeeping } from './housekeeping.ts';
import { Intake } from './intake.ts';
import { nativeFormat } from './native-format.ts';
import { Questions } from './questions.ts';
import { type Answer, HttpSender } from './requests/http-sender.ts';
import { sampleRequest } from './sample-request.ts';
import type { VerificationQuestion, WebhookFormat } from './webhook-format.ts';

export interface WebhookOptions {
  /** Formats of protocols, beside the native one. */
  readonly formats: readonly WebhookFormat[];
  /** Which addresses requests may go to. */
  readonly guard: AddressGuard;
}

/** Of what effects are given, as much as webhooks need. */
export interface WebhookSurroundings extends Omit<EffectSurroundings, 'store'> {
  readonly store: { readonly effects: EffectStore; readonly integrations: EndpointStore };
}

const NOTHING: readonly NewEffect[] = [];
const MAX_QUEUED_BYTES = 67_108_864;

/**
 * Webhooks of every app: who wants to know what, and the requests that tell them. Requests are queued in the database
 * and sent from there, so that neither a slow receiver nor the end of this process loses any or delays a message.
 */
export class Webhooks implements AsyncDisposable {
  /** Who wants to know what; changes hold at once. */
  readonly endpoints: EndpointRegistry;
  /** What was sent, and what is to be. */
  readonly deliveries: Deliveries;
  readonly #surroundings: WebhookSurroundings;
  readonly #closing = new Closing();
  readonly #sender: HttpSender;
  readonly #workers: Workers;
  readonly #questions: Questions;
  readonly #intake: Intake;
  readonly #housekeeping: Housekeeping;

  static async open(surroundings: WebhookSurroundings, options: WebhookOptions): Promise<Webhooks> {
    const webhooks = new Webhooks(surroundings, options);
    await webhooks.#closing.attempt(() => webhooks.endpoints.load());
    return webhooks;
  }

  private constructor(surroundings: WebhookSurroundings, { formats, guard }: WebhookOptions) {
    const { store, runtime, vault, stats, onFailure } = surroundings;
    const secretOf = (endpoint: Endpoint): string | null => this.endpoints.secretOf(endpoint);
    this.#surroundings = surroundings;
    this.#sender = this.#closing.use(new HttpSender(guard, runtime));
    const sending = { runtime, stats, onFailure, secretOf, sender: this.#sender };
    this.#workers = this.#closing.use(new Workers({ ...sending, store: store.effects }));
    this.#intake = this.#closing.use(
      new Intake({
        store: store.effects,
        runtime,
        onFailure,
        stored: (effects) => this.stored(effects),
        maxQueuedBytes: MAX_QUEUED_BYTES,
      }),
    );
    this.#questions = this.#closing.use(new Questions(sending));
    this.endpoints = new EndpointRegistry({
      store: store.integrations,
      runtime,
      vault,
      formats: [nativeFormat, ...formats],
      put: (endpoint) => this.#put(endpoint),
      removed: (endpoint) => this.#removed(endpoint),
    });
    this.#housekeeping = this.#closing.use(
      new Housekeeping({ store: store.effects, registry: this.endpoints, runtime, onFailure }),
    );
    this.deliveries = new Deliveries({
      store: store.effects,
      clock: runtime.clock,
      registry: this.endpoints,
      workers: this.#workers,
    });
  }

  plan(message: MessageHappening): readonly NewEffect[] {
    return this.#requestsFor(message);
  }

  stored(effects: readonly NewEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'webhook') this.#workers.of(effect.target)?.take(effect);
    }
  }

  note(happening: Happening): void {
    for (const effect of this.#requestsFor(happening)) this.#intake.add(effect);
  }

  async verify(appId: string, question: VerificationQuestion): Promise<Verdict> {
    const endpoint = this.endpoints.of(appId).find(({ takesQuestions }) => takesQuestions);
    if (!endpoint?.wants('verification', question.channel)) return 'unasked';
    try {
      return await this.#questions.ask(endpoint, question);
    } catch (cause) {
      this.#surroundings.onFailure(cause);
      return 'refused';
    }
  }

  /**
   * Sends an endpoint a sample, now, whatever is queued and whether it is enabled or not; what comes back is not logged.
   *
   * @throws ParleyError `not_found`; `conflict` if its format has no word for such an event.
   */
  test(appId: string, id: string, event: EndpointEvent): Promise<Answer> {
    const { runtime } = this.#surroundings;
    const endpoint = this.endpoints.get(appId, id);
    const secretOf = (of: Endpoint): string | null => this.endpoints.secretOf(of);
    const request = sampleRequest(endpoint, event, { runtime, secretOf });
    return this.#sender.send({ ...request, alone: true });
  }

  forgetApp(appId: string): void {
    this.endpoints.forgetApp(appId);
  }

  /** Finishes what is under way, as far as it ends within a second; the rest is sent after the next start. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing[Symbol.asyncDispose]();
  }

  #requestsFor(happening: Happening): readonly NewEffect[] {
    const endpoints = this.endpoints.of(happening.appId);
    if (endpoints.length === 0) return NOTHING;
    const effects: NewEffect[] = [];
    for (const endpoint of endpoints) {
      if (!endpoint.wants(happening.kind, happening.channel)) continue;
      const effect = this.#requestFor(endpoint, happening);
      if (effect) effects.push(effect);
    }
    return effects;
  }

  #requestFor(endpoint: Endpoint, happening: Happening): NewEffect | null {
    const { onFailure, runtime } = this.#surroundings;
    const id = runtime.ids.next();
    try {
      const payload = endpoint.format?.encode(happening, id) ?? null;
      if (payload === null) return null;
      const { appId, channel: lane, kind: event } = happening;
      const createdAt = runtime.clock.now();
      return { id, appId, kind: 'webhook', target: endpoint.id, lane, event, payload, createdAt };
    } catch (cause) {
      // A format that fails must not keep a message from being published.
      onFailure(cause);
      return null;
    }
  }

  #put(endpoint: Endpoint): void {
    this.#workers.put(endpoint);
    if (endpoint.format !== null) return;
    const { format } = endpoint.settings;
    const message = `The webhook ${endpoint.id} rests: this server knows no format "${format}".`;
    this.#surroundings.onFailure(new Error(message));
  }

  #removed(endpoint: Endpoint): void {
    this.#workers.remove(endpoint.id);
    this.#housekeeping.clear(endpoint);
  }
}
