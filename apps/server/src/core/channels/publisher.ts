import type { Runtime } from '../../runtime/runtime.ts';
import type { AccessPolicy } from '../access/access-policy.ts';
import type { Actor } from '../access/actor.ts';
import { isBackend } from '../access/principal.ts';
import { sightOn } from '../access/sight-on.ts';
import { identityOn, userIdOn } from '../access/user-id-on.ts';
import type { Effects } from '../effects/effects.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { Body } from '../event/body.ts';
import type { Signal } from '../event/event.ts';
import { isReadableBy, type Readership } from '../event/readership.ts';
import type { Delivery } from '../hub/delivery.ts';
import type { PublishLimits } from '../limits/publish-limits.ts';
import type { AppendResult } from '../log/event-log.ts';
import { type LogEntry, withFurther } from '../log/log-entry.ts';
import type { Logs } from '../log/logs.ts';
import type { Moderation } from '../moderation/moderation.ts';
import type { StoredEvent } from '../store/event-store.ts';
import type { Broadcast } from './broadcast.ts';
import { narrowed, readershipFor } from './readership-for.ts';

export interface PublishCommand {
  readonly channel: string;
  readonly name: string;
  readonly body: Body;
  readonly clientId: string | null;
  /** A session that does not get the event live, usually the sender's own. It is in the log for everyone. */
  readonly exclude: string | null;
  /** A backend may publish in a user's name. */
  readonly asUser: string | null;
  /** The server tells what has happened already: the app's bounds on rate and size are not for that. */
  readonly isServers?: true;
  /** Absent: it is for every reader of the channel. Only a backend may say otherwise. */
  readonly readership?: Readership;
  /** What else there is to say of it: a JSON object. */
  readonly extras?: Body;
}

export interface EditCommand {
  readonly channel: string;
  /** The id of the publish to change. */
  readonly id: string;
  /** The new body; null deletes. */
  readonly body: Body | null;
  readonly clientId: string | null;
  /** A session that does not get the change live; absent: all get it. */
  readonly exclude?: string | null;
  /** A backend may act in a user's name; absent: in its own. */
  readonly asUser?: string;
  /** As for a publish. */
  readonly isServers?: true;
  /** Whom of the event's readers the change is told live; absent: all. In the log it is for all of them. */
  readonly told?: Readership;
  /** As for a publish; absent: those that the event has now. */
  readonly extras?: Body;
  /** Who may change it beside its author and the backend, where that is for somebody else to say. */
  mayChange?(target: StoredEvent): boolean;
}

export interface SignalCommand {
  readonly channel: string;
  readonly name: string;
  readonly body: Body;
  /** If not null, only these users get it. */
  readonly only: ReadonlySet<string> | null;
  /** These users do not get it. */
  readonly except?: ReadonlySet<string>;
  /** As `only` and `except`, but for users who proved to be it. Only a backend may say so. */
  readonly told?: Readership;
  /** What else there is to say of it: a JSON object. */
  readonly extras?: Body;
  /** The one user it is meant for, who is told so; null: it is meant for everybody in `only`. */
  readonly to?: string | null;
  /** A backend may act in a user's name; absent: in its own. */
  readonly asUser?: string;
  /** As for a publish. */
  readonly isServers?: true;
  /** The sender's id as JSON, for a protocol in which ids may be numbers; absent: a string. */
  readonly senderIdJson?: string;
}

/** What has such a name is the app's own word, and the server's: no client can say it. */
const RESERVED_NAMES = 'parley:';
/** What an app tells the clients of a channel, or all of them on {@link BROADCAST_CHANNEL}. */
export const BROADCAST_SIGNAL = 'parley:broadcast';

/** Signals with such a name are for the app's backend to know of too, if it wants. */
const CLIENT_EVENT = 'client-';

/** Refusals that may begin between a publish and its repetition. */
const SILENCED: ReadonlySet<ErrorCode> = new Set(['banned', 'muted', 'messaging_disabled']);

export interface PublisherParts {
  readonly runtime: Runtime;
  readonly access: AccessPolicy;
  readonly moderation: Moderation;
  readonly limits: PublishLimits;
  readonly logs: Logs;
  readonly broadcast: Broadcast;
  readonly effects: Effects;
}

/**
 * The one way in for whatever is said on a channel, from every protocol and the API: rules, grant, moderation, limits,
 * then the log, then the readers. An answer from here means that the event is where its channel's rule keeps it.
 */
export class Publisher {
  readonly #parts: PublisherParts;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  async publish(actor: Actor, command: PublishCommand, protocol: string): Promise<AppendResult> {
    const { channel, name, body, clientId, extras } = command;
    requireSayable(actor, name);
    const named = this.#senderOf(actor, channel, command.asUser);
    const readership = readershipFor(actor, channel, command.readership);
    try {
      if (command.isServers) this.#parts.access.require(actor, channel, 'publish');
      else this.#admit(actor, channel, body, extras);
    } catch (refusal) {
      return await this.#firstAnswer(actor, channel, named.userId, clientId, refusal);
    }
    const sender = { ...named, sessionId: actor.sessionId };
    const entry: LogEntry = {
      appId: actor.app.id,
      channel,
      kind: 'publish',
      name,
      body,
      sender,
      clientId,
      target: null,
    };
    return this.#append(withFurther(entry, { readership, extras }), { exclude: command.exclude }, protocol);
  }

  /** Changes or deletes a publish: its author may, and the app's backend. */
  async edit(actor: Actor, command: EditCommand, protocol: string): Promise<AppendResult> {
    const { channel, body, clientId, asUser = null, exclude = null } = command;
    const told = narrowed(actor, command.told);
    if (command.isServers) this.#parts.access.require(actor, channel, 'publish');
    else this.#admit(actor, channel, body, command.extras);
    const named = this.#senderOf(actor, channel, asUser);
    const target = await this.#parts.logs.of(actor.app.id, channel).find(actor.app.id, channel, command.id);
    this.#requireAuthor(actor, target, command);
    const { readership } = target;
    const extras = command.extras ?? (body === null ? undefined : extrasNow(target));
    const entry: LogEntry = {
      appId: actor.app.id,
      channel,
      kind: body === null ? 'delete' : 'edit',
      name: target.name,
      body,
      sender: { ...named, sessionId: actor.sessionId },
      clientId,
      target: target.id,
    };
    const further = { targetClientId: target.clientId ?? undefined, readership, extras };
    return this.#append(withFurther(entry, further), { exclude, ...(told && { told }) }, protocol);
  }

  /** Says something that only those who are there now hear. Nothing is kept. */
  signal(actor: Actor, command: SignalCommand, protocol: string): void {
    this.signalAll(actor, [command], protocol);
  }

  /** Says several such things, all or none: what is wrong with one of them keeps back the others. */
  signalAll(actor: Actor, commands: readonly SignalCommand[], protocol: string): void {
    for (const { channel, name, body, extras, told, asUser = null } of commands) {
      this.#allow(actor, channel, body, extras);
      narrowed(actor, told);
      this.#senderOf(actor, channel, asUser);
      requireSayable(actor, name);
    }
    const counted = commands.filter(({ isServers }) => !isServers).length;
    if (counted > 0) this.#parts.limits.spend(actor, counted);
    for (const command of commands) this.#sendSignal(actor, command, protocol);
  }

  /**
   * Whether the actor may speak here now, counted as a publish: for what is kept elsewhere than in the log and told by a
   * signal. Throws as {@link publish} does.
   */
  admit(actor: Actor, channel: string): void {
    this.#admit(actor, channel, null, undefined);
  }

  /** Counts what a client says by another way, such as changing what it shows of itself. Throws `rate_limited`. */
  charge(actor: Actor, count = 1): void {
    this.#parts.limits.spend(actor, count);
  }

  #sendSignal(actor: Actor, command: SignalCommand, protocol: string): void {
    const { runtime, broadcast } = this.#parts;
    const { channel, name, body, to = null, asUser = null, senderIdJson, extras, except } = command;
    const told = narrowed(actor, command.told);
    const idJson = senderIdJson === undefined ? {} : { userIdJson: senderIdJson };
    const event: Signal = {
      kind: 'signal',
      appId: actor.app.id,
      channel,
      id: runtime.ids.next(),
      at: runtime.clock.now(),
      sender: { ...this.#senderOf(actor, channel, asUser), ...idJson, sessionId: actor.sessionId },
      name,
      body,
      to,
      ...(extras === undefined ? {} : { extras }),
    };
    const only = to === null ? command.only : new Set([to]);
    const narrowing = { ...(except && { except }), ...(told && { told }) };
    broadcast.send({ event, exclude: actor.sessionId, only, ...narrowing }, protocol);
    const isForAll = only === null && except === undefined && told === undefined;
    if (isForAll && name.startsWith(CLIENT_EVENT)) this.#noteClientEvent(actor, event);
  }

  #noteClientEvent({ app }: Actor, { channel, at, name, body, sender }: Signal): void {
    const { sessionId, userId, claimed, userIdJson } = sender;
    const { effects } = this.#parts;
    if (sessionId === null || !effects.wants('client_event', app.id, channel)) return;
    effects.note({
      kind: 'client_event',
      appId: app.id,
      channel,
      at,
      userId,
      name,
      body,
      sessionId,
      isMember: app.rules.resolve(channel).presence === 'always',
      ...(claimed && { claimed }),
      ...(userIdJson === undefined ? {} : { userIdJson }),
    });
  }

  #admit(actor: Actor, channel: string, body: Body | null, extras: Body | undefined): void {
    this.#allow(actor, channel, body, extras);
    this.#parts.limits.spend(actor);
  }

  /** Whether the actor may say this here at all, however fast it speaks. */
  #allow(actor: Actor, channel: string, body: Body | null, extras: Body | undefined): void {
    const { access, moderation } = this.#parts;
    const userId = userIdOn(actor, channel);
    moderation.requireNotBanned(actor.app.id, userId, channel);
    access.require(actor, channel, 'publish');
    moderation.requireNotMuted(actor.app.id, userId, channel);
    const { settings } = actor.app;
    if (!settings.messagingEnabled && !isBackend(actor.principal)) {
      throw new ParleyError('messaging_disabled', 'Messaging is switched off for this app.');
    }
    const bytes = (body?.bytes ?? 0) + (extras?.bytes ?? 0);
    if (bytes > settings.limits.bodyBytes) {
      throw new ParleyError(
        'payload_too_large',
        `The body has ${bytes} bytes; the app allows ${settings.limits.bodyBytes}.`,
      );
    }
  }

  /**
   * A publish that is refused now may be the repetition of one that was stored, whose answer was lost: then it gets that
   * answer, for the event stands. Only where the sender was silenced in between; other refusals held before as well.
   */
  async #firstAnswer(
    actor: Actor,
    channel: string,
    userId: string | null,
    clientId: string | null,
    refusal: unknown,
  ): Promise<AppendResult> {
    const wasSilenced = refusal instanceof ParleyError && SILENCED.has(refusal.code);
    if (!wasSilenced || clientId === null) throw refusal;
    // Looking costs the database something, and who is silenced may go on asking.
    this.#parts.limits.spend(actor);
    const { id } = actor.app;
    const event = await this.#parts.logs.of(id, channel).findByClientId(id, channel, userId, clientId);
    if (!event) throw refusal;
    return { event, duplicate: true };
  }

  #senderOf(actor: Actor, channel: string, asUser: string | null): ReturnType<typeof identityOn> {
    if (asUser === null) return identityOn(actor, channel);
    if (isBackend(actor.principal)) return { userId: asUser };
    throw new ParleyError('forbidden', "Only the app's backend may act in a user's name.");
  }

  #requireAuthor(
    actor: Actor,
    target: StoredEvent | null,
    command: EditCommand,
  ): asserts target is StoredEvent {
    const isThere = target?.kind === 'publish' && target.deletedAt === null;
    if (!isThere) throw noSuchEvent();
    if (isBackend(actor.principal) || command.mayChange?.(target)) return;
    const { principal } = actor;
    const isKnown = principal.kind === 'user' && principal.verified && target.claimed !== true;
    const isAuthor = isKnown && principal.userId === target.userId;
    if (isAuthor) return;
    if (!isReadableBy(target.readership, sightOn(actor, command.channel))) throw noSuchEvent();
    throw new ParleyError('forbidden', 'Only its author may change an event.');
  }

  #append(
    entry: LogEntry,
    { exclude, told }: Pick<Delivery, 'exclude' | 'told'>,
    protocol: string,
  ): Promise<AppendResult> {
    const { logs, broadcast } = this.#parts;
    return logs.of(entry.appId, entry.channel).append(entry, (event) => {
      broadcast.send({ event, exclude, only: null, ...(told && { told }) }, protocol);
    });
  }
}

function requireSayable(actor: Actor, name: string): void {
  if (!name.startsWith(RESERVED_NAMES) || isBackend(actor.principal)) return;
  throw new ParleyError('forbidden', `Only the app's backend says what is named ${RESERVED_NAMES}….`);
}

/** The extras of an event as it stands. */
function extrasNow({ edit, extras }: StoredEvent): Body | undefined {
  return edit ? edit.extras : extras;
}

function noSuchEvent(): ParleyError {
  return new ParleyError('not_found', 'There is no such event in this channel.');
}
