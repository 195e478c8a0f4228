import type { EventItem, Position, PresenceItem, RawMember, SignalItem } from '../feed/feed-item.ts';
import type { AnySchema, ChannelDefinition, Schemas } from './define-channel.ts';
import type { OutputOf, SchemaIssue } from './standard-schema.ts';

type EventsOf<D> = D extends ChannelDefinition<string, infer Events> ? Events : never;
type SignalsOf<D> = D extends ChannelDefinition<string, Schemas, infer Signals> ? Signals : never;
type PresenceOf<D> =
  D extends ChannelDefinition<string, Schemas, Schemas, infer Presence> ? OutputOf<Presence> : never;

export type EventName<D> = Extract<keyof EventsOf<D>, string>;
export type SignalName<D> = Extract<keyof SignalsOf<D>, string>;

/** The schema of an event, or of a signal. */
export type EventSchema<D, Name extends EventName<D>> = EventsOf<D>[Name];
export type SignalSchema<D, Name extends SignalName<D>> = SignalsOf<D>[Name];
export type PresenceSchema<D> =
  D extends ChannelDefinition<string, Schemas, Schemas, infer Presence extends AnySchema> ? Presence : never;

interface Logged extends Omit<EventItem, 'kind' | 'name' | 'data'> {
  readonly data: unknown;
}

/** A published event, its data as the channel's schema gives it. */
export type PublishedEvent<D, Name extends EventName<D> = EventName<D>> = {
  [Key in Name]: Logged & {
    readonly kind: 'publish';
    readonly name: Key;
    readonly data: OutputOf<EventSchema<D, Key>>;
  };
}[Name];

/** An edit: the event with id `target` now says `data`. */
export type EditEvent<D, Name extends EventName<D> = EventName<D>> = {
  [Key in Name]: Logged & {
    readonly kind: 'edit';
    readonly name: Key;
    readonly data: OutputOf<EventSchema<D, Key>>;
  };
}[Name];

/** A deletion: the event with id `target` is gone. */
export interface DeleteEvent extends Logged {
  readonly kind: 'delete';
  readonly name: string;
  readonly data: null;
}

/** A signal, its data as the channel's schema gives it. */
export type Signal<D, Name extends SignalName<D> = SignalName<D>> = {
  [Key in Name]: Omit<SignalItem, 'name' | 'data'> & {
    readonly name: Key;
    readonly data: OutputOf<SignalSchema<D, Key>>;
  };
}[Name];

/** A user who is present. `data` is null when it shows nothing, or nothing that fits the channel's schema. */
export interface Member<D> extends Omit<RawMember, 'data'> {
  readonly data: PresenceOf<D> | null;
}

/** A user came, changed what it shows, or left. */
export interface PresenceChange<D> extends Omit<PresenceItem, 'data'> {
  readonly data: PresenceOf<D> | null;
}

/** Where a subscriber stands: items after `position` follow. */
export interface Start<D> {
  readonly type: 'start';
  readonly position: Position;
  /**
   * `fresh`: the subscription began at the server. `joined`: it was live here already, for another subscriber; what
   * went before is not repeated (see {@link Channel.history}). `resumed`: after a lost connection; exactly what was
   * missed follows. `gap`: the same, but something missed is gone; a gap item tells so as well.
   */
  readonly recovery: 'fresh' | 'joined' | 'resumed' | 'gap';
  /** Who is present; null on channels without presence. */
  readonly members: readonly Member<D>[] | null;
}

/** Events before `position` were lost to this subscriber; what follows comes after it. */
export interface Gap {
  readonly type: 'gap';
  readonly position: Position;
  /** `server`: its log does not reach back so far. `overflow`: this iterator was read too slowly. */
  readonly cause: 'server' | 'overflow';
}

/** An event or signal with a name that the definition does not know. */
export interface OtherItem {
  readonly type: 'other';
  readonly item: EventItem | SignalItem;
}

/** An event or signal whose data does not fit the definition's schema. */
export interface InvalidItem {
  readonly type: 'invalid';
  readonly item: EventItem | SignalItem;
  readonly issues: readonly SchemaIssue[];
}

/** Everything a channel yields to an iterator, told apart by `type` (and events by `kind` and `name`). */
export type ChannelItem<D> =
  | Start<D>
  | PublishedEvent<D>
  | EditEvent<D>
  | DeleteEvent
  | Signal<D>
  | PresenceChange<D>
  | Gap
  | OtherItem
  | InvalidItem;
