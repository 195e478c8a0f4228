import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Session } from '../../../core/session/session.ts';
import { type Authority, authorityOf, identityOf } from '../auth/authority.ts';
import { keyInAuthorization } from '../auth/request-key.ts';
import { Answer } from '../codec/answer.ts';
import { eventFrame } from '../codec/push-frame.ts';
import type { Reply } from '../errors/envelope.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import { PROTOCOL } from '../protocol.ts';
import { answerCall } from '../requests/answer-call.ts';
import type { Call, Operation } from '../requests/call.ts';
import { operationAt, requireAllowed, VERBS } from '../requests/operations.ts';
import { mergedParameters } from '../requests/parameters.ts';
import { PushOrder } from '../requests/push-order.ts';
import type { SailsSetup } from '../sails-setup.ts';
import { ChannelMemberships } from './channel-memberships.ts';
import type { SailsOutlet } from './sails-outlet.ts';
import { readVirtualRequest } from './virtual-request.ts';

/** Where a client connects from. */
export interface ClientOrigin {
  readonly address: string;
  readonly userAgent: string;
}

/** How many requests of one connection may be under way: clients that queued some send them all at once. */
const MOST_UNDER_WAY = 256;

/** One connected client, who makes virtual requests and is pushed events. */
export class SailsConnection {
  readonly #setup: SailsSetup;
  readonly #outlet: SailsOutlet;
  readonly #authority: Authority;
  readonly #session: Session;
  readonly #channels: ChannelMemberships;
  readonly #order = new PushOrder();
  #underWay = 0;

  /** Throws what `SessionRegistry.open` throws. */
  constructor(setup: SailsSetup, outlet: SailsOutlet, authority: Authority, origin: ClientOrigin) {
    const { app } = authority;
    const details = { app, protocol: PROTOCOL, link: outlet, ...origin };
    this.#setup = setup;
    this.#outlet = outlet;
    this.#authority = authority;
    this.#session = setup.core.sessions.open(details, identityOf(authority));
    this.#channels = new ChannelMemberships(setup, this.#session, outlet);
  }

  /** An event that the client emitted. Requests are named by their verb; nothing else is answered unless it asks for an answer. */
  hear(name: string, args: readonly unknown[]): void {
    const verb = name.toLowerCase();
    const acknowledge = args.at(-1);
    const wantsAnswer = typeof acknowledge === 'function';
    if (this.#session.ended || (!wantsAnswer && !VERBS.has(verb))) return;
    this.#answer(verb, args[0])
      .then((reply) => {
        if (wantsAnswer) acknowledge(new Answer(reply, this.#outlet));
        else if (reply.envelope.Error === 'E_PARSE') {
          this.#outlet.send(eventFrame('sails:parseError', JSON.stringify(reply.envelope)));
        }
      })
      // What the client did wrong was answered; what fails is the answering itself.
      .catch(this.#setup.onFailure);
  }

  closed(): void {
    this.#setup.core.sessions.end(this.#session);
    this.#channels.drop();
  }

  async #answer(verb: string, payload: unknown): Promise<Reply> {
    const { app, id: sessionId } = this.#session;
    const asked = { setup: this.#setup, requester: { app, sessionId }, action: 'request' };
    this.#underWay += 1;
    try {
      return await answerCall(asked, () => this.#admit(verb, payload));
    } finally {
      this.#underWay -= 1;
    }
  }

  #admit(verb: string, payload: unknown): { operation: Operation; call: Call } {
    if (this.#underWay > MOST_UNDER_WAY) {
      throw new ParleyError('rate_limited', `At most ${MOST_UNDER_WAY} requests may be under way at a time.`);
    }
    if (!VERBS.has(verb)) throw new SailsRefusal('E_NOT_FOUND', 'There is no such request.');
    const { path, query, body, authorization } = readVirtualRequest(payload);
    const operation = operationAt(verb, path);
    const authority = this.#authorityOf(authorization);
    requireAllowed(operation, authority, true);
    const call = {
      setup: this.#setup,
      authority,
      address: this.#session.address,
      channels: this.#channels,
      order: this.#order,
      isAwaited: () => !this.#session.ended,
      parameters: mergedParameters(query, body),
      body,
    };
    return { operation, call };
  }

  /** The handshake's key covers all requests; one that brings its own is checked by that, which must be of the same app. */
  #authorityOf(authorization: unknown): Authority {
    if (authorization === undefined || authorization === null) return this.#authority;
    const own = authorityOf(this.#setup.core.apps, keyInAuthorization(authorization));
    if (own.app === this.#session.app) return own;
    throw new SailsRefusal('E_KEY', 'The key is not one of the app that this socket is connected to.');
  }
}
