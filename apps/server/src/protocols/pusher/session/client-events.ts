import { ParleyError } from '../../../core/errors/parley-error.ts';
import { TokenBucket } from '../../../core/limits/token-bucket.ts';
import type { Session } from '../../../core/session/session.ts';
import type { ClientEvent } from '../codec/client-frame.ts';
import { PROTOCOL } from '../protocol.ts';
import type { PusherSetup } from '../pusher-setup.ts';
import type { ChannelSubscriptions } from './channel-subscriptions.ts';

const CLIENT_EVENT = 'client-';
const MAX_NAME = 200;

/** What a client says to the others on a channel: passed on to who is there, never kept. */
export class ClientEvents {
  readonly #setup: PusherSetup;
  readonly #session: Session;
  readonly #channels: ChannelSubscriptions;
  /** Made with the first event: most clients only listen. */
  #rate: TokenBucket | null = null;

  constructor(setup: PusherSetup, session: Session, channels: ChannelSubscriptions) {
    this.#setup = setup;
    this.#session = session;
    this.#channels = channels;
  }

  /** Passes an event on. Throws why it may not be said; the connection lives on. */
  send({ name, channel, body }: ClientEvent): void {
    const { app } = this.#session;
    const { clientEvents, maxEventBytes } = app.settings.clients;
    if (!name.startsWith(CLIENT_EVENT)) {
      throw rejected("client events must be prefixed by 'client-'");
    }
    if (name.length > MAX_NAME) throw rejected(`the name of an event has at most ${MAX_NAME} characters`);
    if (!clientEvents) {
      throw new ParleyError(
        'forbidden',
        'To send client events, you must enable this feature in the Settings page of your dashboard.',
      );
    }
    if (channel === null || app.rules.resolve(channel).access === 'open') {
      throw rejected('only supported on private and presence channels');
    }
    const subscription = this.#channels.find(channel);
    if (!subscription) throw rejected(`the connection is not subscribed to ${channel.slice(0, MAX_NAME)}`);
    if (body.bytes > maxEventBytes) {
      throw new ParleyError(
        'payload_too_large',
        `The data content of this event exceeds the allowed maximum (${maxEventBytes} bytes).`,
      );
    }
    this.#spend();
    const { memberIdJson } = subscription;
    const by = memberIdJson === undefined ? {} : { senderIdJson: memberIdJson };
    this.#setup.core.publisher.signal(this.#session, { channel, name, body, only: null, ...by }, PROTOCOL);
  }

  #spend(): void {
    const { clientEventsPerSecond } = this.#session.app.settings.clients;
    this.#rate ??= new TokenBucket(
      this.#setup.core.runtime.clock,
      clientEventsPerSecond,
      clientEventsPerSecond,
    );
    this.#rate.reshape(clientEventsPerSecond, clientEventsPerSecond);
    const waitMs = this.#rate.take();
    if (waitMs === 0) return;
    const message = `Client event rejected - more than ${clientEventsPerSecond} events per second`;
    throw new ParleyError('rate_limited', message, { retryAfterMs: waitMs });
  }
}

function rejected(why: string): ParleyError {
  return new ParleyError('forbidden', `Client event rejected - ${why}`);
}
