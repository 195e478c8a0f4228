import type { EffectSurroundings, Verdict } from '../../core/effects/effects.ts';
import type { Happening, MessageHappening } from '../../core/effects/happening.ts';
import type { EffectStore, NewEffect } from '../../core/store/effect-store.ts';
import { Closing } from '../../runtime/closing.ts';
import type { AddressGuard } from '../address-guard.ts';
import { type Answer, HttpSender } from '../requests/http-sender.ts';
import { Deliveries } from './deliveries.ts';
import { Workers } from './delivery/workers.ts';
import type { Endpoint } from './endpoint.ts';
import { EndpointRegistry, type EndpointStore } from './endpoint-registry.ts';
import type { EndpointEvent } from './endpoint-settings.ts';
import { Housekeeping } from './housekeeping.ts';
import { Intake } from './intake.ts';
import { nativeFormat } from './native-format.ts';
import { Questions } from './questions.ts';
import { RequestSigner } from './request-signer.ts';
import { sampleRequest } from './sample-request.ts';
import { Teller } from './telling/teller.ts';
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
  readonly #signer: RequestSigner;
  readonly #teller: Teller;

  static async open(surroundings: WebhookSurroundings, options: WebhookOptions): Promise<Webhooks> {
    const webhooks = new Webhooks(surroundings, options);
    await webhooks.#closing.attempt(() => webhooks.endpoints.load());
    return webhooks;
  }

  private constructor(surroundings: WebhookSurroundings, { formats, guard }: WebhookOptions) {
    const { store, runtime, apps, vault, stats, onFailure } = surroundings;
    this.#surroundings = surroundings;
    this.endpoints = new EndpointRegistry({
      store: store.integrations,
      runtime,
      vault,
      formats: [nativeFormat, ...formats],
      put: (endpoint) => this.#put(endpoint),
      removed: (endpoint) => this.#removed(endpoint),
    });
    this.#signer = new RequestSigner({ registry: this.endpoints, apps, clock: runtime.clock });
    this.#sender = this.#closing.use(new HttpSender(guard, runtime));
    const sending = { runtime, stats, onFailure, signer: this.#signer, sender: this.#sender };
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
    // Closed before the queue: what it still has to tell is queued.
    this.#teller = this.#closing.use(
      new Teller({
        registry: this.endpoints,
        runtime,
        apps,
        onFailure,
        add: (request) => this.#intake.add(request),
      }),
    );
    this.#questions = this.#closing.use(new Questions(sending));
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

  wants(kind: Happening['kind'], appId: string, channel: string): boolean {
    return this.#teller.wants(kind, appId, channel);
  }

  plan(message: MessageHappening): readonly NewEffect[] {
    return this.#teller.plan(message);
  }

  stored(effects: readonly NewEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'webhook') this.#workers.of(effect.target)?.take(effect);
    }
  }

  note(happening: Happening): void {
    this.#teller.note(happening);
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
   * @param event what it is about; absent: the first that the endpoint takes.
   * @throws ParleyError `not_found`; `conflict` if its format has no word for such an event; `unavailable` if it cannot be
   *   signed.
   */
  test(appId: string, id: string, event?: EndpointEvent): Promise<Answer> {
    const endpoint = this.endpoints.get(appId, id);
    const about = event ?? endpoint.settings.events[0] ?? 'message';
    const request = sampleRequest(endpoint, about, {
      runtime: this.#surroundings.runtime,
      signer: this.#signer,
    });
    return this.#sender.send({ ...request, alone: true });
  }

  forgetApp(appId: string): void {
    this.endpoints.forgetApp(appId);
    this.#teller.forgetApp(appId);
  }

  /** Finishes what is under way, as far as it ends within a second; the rest is sent after the next start. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing[Symbol.asyncDispose]();
  }

  #put(endpoint: Endpoint): void {
    this.#workers.put(endpoint);
    if (endpoint.format !== null) return;
    const { format } = endpoint.settings;
    const message = `The webhook ${endpoint.id} rests: this server knows no format "${format}".`;
    this.#surroundings.onFailure(new Error(message));
  }

  #removed(endpoint: Endpoint): void {
    this.#teller.removed(endpoint.id);
    this.#workers.remove(endpoint.id);
    this.#housekeeping.clear(endpoint);
  }
}
