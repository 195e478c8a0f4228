import type { ParleyError } from '../errors/parley-error.ts';
import type {
  ChannelItem,
  DeleteEvent,
  EditEvent,
  EventName,
  Gap,
  InvalidItem,
  OtherItem,
  PresenceChange,
  PublishedEvent,
  Signal,
  SignalName,
  Start,
} from './channel-item.ts';

/** What happens beside the channel's own events and signals. */
export interface SystemHandlers<D> {
  /** Where items follow from: at the start and after each resumption. */
  onStart?(start: Start<D>): void;
  /** Events were lost to this subscriber. Show it, or read {@link Channel.history}. */
  onGap?(gap: Gap): void;
  onEdit?(event: EditEvent<D>): void;
  onDelete?(event: DeleteEvent): void;
  onPresence?(change: PresenceChange<D>): void;
  /** An event or signal that the definition does not know. */
  onOther?(other: OtherItem): void;
  /** Data that does not fit its schema. Without this handler it goes to `parley.on('error')`. */
  onInvalid?(invalid: InvalidItem): void;
  /** The subscription is over, and why: revoked, refused, or this client was closed (`error.code` `closed`). */
  onEnd?(error: ParleyError): void;
}

/**
 * One handler for each event and signal, by name, and for what else happens; all optional. A handler that throws does
 * not disturb the feed: what it throws is reported as an uncaught error.
 */
export type Handlers<D> = {
  [Name in EventName<D>]?: (event: PublishedEvent<D, Name>) => void;
} & {
  [Name in SignalName<D>]?: (signal: Signal<D, Name>) => void;
} & SystemHandlers<D>;

/** Calls the handler that an item is for; says whether there is one. */
export function handle<D>(handlers: Handlers<D>, item: ChannelItem<D>): boolean {
  const byKey: Readonly<Record<string, unknown>> = handlers;
  const key = handlerKey(item);
  const handler = Object.hasOwn(byKey, key) ? byKey[key] : undefined;
  if (typeof handler !== 'function') return false;
  handler.call(handlers, item);
  return true;
}

function handlerKey<D>(item: ChannelItem<D>): string {
  switch (item.type) {
    case 'event':
      if (item.kind === 'publish') return item.name;
      return item.kind === 'edit' ? 'onEdit' : 'onDelete';
    case 'signal':
      return item.name;
    case 'start':
      return 'onStart';
    case 'gap':
      return 'onGap';
    case 'presence':
      return 'onPresence';
    case 'other':
      return 'onOther';
    case 'invalid':
      return 'onInvalid';
  }
}
