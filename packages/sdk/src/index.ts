export {
  Channel,
  type EventsOptions,
  type PublishOptions,
  type SubscribeOptions,
} from './channel/channel.ts';
export { ChannelEvents } from './channel/channel-events.ts';
export type {
  ChannelItem,
  DeleteEvent,
  EditEvent,
  EventName,
  Gap,
  InvalidItem,
  Member,
  OtherItem,
  PresenceChange,
  PublishedEvent,
  Signal,
  SignalName,
  Start,
} from './channel/channel-item.ts';
export { ChannelPresence } from './channel/channel-presence.ts';
export {
  type AnySchema,
  type ChannelDefinition,
  defineChannel,
  type ParamsOf,
  type Schemas,
} from './channel/define-channel.ts';
export type { Handlers, SystemHandlers } from './channel/handlers.ts';
export type { HistoryEvent, HistoryPage, HistoryQuery } from './channel/history.ts';
export type {
  InputOf,
  OutputOf,
  SchemaIssue,
  SchemaResult,
  StandardSchema,
} from './channel/standard-schema.ts';
export { Subscription } from './channel/subscription.ts';
export type { TokenSource } from './connection/credentials.ts';
export { type CreateParleyOptions, createParley } from './create-parley.ts';
export type { ErrorReport, RetryHint } from './errors/error-report.ts';
export {
  type ClientErrorCode,
  ParleyError,
  type ParleyErrorCode,
  type ServerErrorCode,
} from './errors/parley-error.ts';
export type { EventItem, Position, SignalItem } from './feed/feed-item.ts';
export { type KeyValueStorage, localStorageOutbox } from './outbox/local-storage-outbox.ts';
export type { SendOptions } from './outbox/outbox.ts';
export type { OutboxAction, OutboxMessage, Receipt, StoredMessage } from './outbox/outbox-message.ts';
export type { OutboxStore } from './outbox/outbox-store.ts';
export { type OutboxView, Parley, type ParleyEvents, type ParleyOptions } from './parley.ts';
export type { ParleyState } from './parley-state.ts';
export type { AppRouter } from './rpc/app-router.ts';
export type { WebSocketClass, WebSocketLike } from './socket/socket.ts';
