import type { Body } from '../../../core/event/body.ts';
import type { Event, LoggedEvent, PresenceChange, Sender, Signal } from '../../../core/event/event.ts';
import type { Codec } from '../../../core/hub/codec.ts';
import type { ChannelSettings } from '../session/channel-settings.ts';
import { ChannelstreamFrame } from './channelstream-frame.ts';
import { ChannelstreamMessage } from './channelstream-message.ts';
import { MESSAGE, messageBody } from './message-body.ts';
import { type MessageExtras, messageExtrasOf, type Patch } from './message-extras.ts';
import { eventUuid, targetUuid, uuidOfEventId } from './message-uuid.ts';
import { isPrivateChannel } from './private-channel.ts';
import { changedState, type ShownUser, shownState } from './user-states.ts';
import { frameTime, wireTime } from './wire-time.ts';

/** What the frames of a channel depend on beside the event. */
export interface ChannelSurroundings {
  settingsOf(appId: string, channel: string): ChannelSettings;
  /** Who is present there, by any protocol, and what each shows. */
  usersOn(appId: string, channel: string): readonly ShownUser[];
}

const EDIT = 'message:edit';
const DELETE = 'message:delete';
const FALSE = 'false';
const NULL = 'null';

/**
 * Channel events in this protocol's words. What its backends publish goes out as they gave it; what other protocols say is
 * put into the same form, and names its event where that is no message of this protocol. Nobody is told of users whom
 * nobody proved: the protocol has no word for the difference.
 */
export class EventCodec implements Codec<ChannelstreamFrame> {
  readonly #surroundings: ChannelSurroundings;

  constructor(surroundings: ChannelSurroundings) {
    this.#surroundings = surroundings;
  }

  encode(event: Event): ChannelstreamFrame {
    const settings = this.#surroundings.settingsOf(event.appId, event.channel);
    const fields = this.#fieldsOf(event, settings);
    if (fields === null) return ChannelstreamFrame.nothing;
    return new ChannelstreamFrame([new ChannelstreamMessage(fields, settings.store_frames)]);
  }

  join(frames: readonly ChannelstreamFrame[]): ChannelstreamFrame {
    return new ChannelstreamFrame(frames.flatMap(({ messages }) => messages));
  }

  #fieldsOf(event: Event, settings: ChannelSettings): Fields | null {
    switch (event.kind) {
      case 'publish':
        return event.body === null ? null : publishFields(event, event.body);
      case 'edit':
      case 'delete':
        return changeFields(event);
      case 'signal':
        return signalFields(event);
      case 'presence':
        return event.claimed === undefined ? this.#presenceFields(event, settings) : null;
    }
  }

  #presenceFields(change: PresenceChange, settings: ChannelSettings): Fields | null {
    if (change.action === 'update') return settings.notify_state ? stateFields(change) : null;
    if (!settings.notify_presence) return null;
    const isJoin = change.action === 'join';
    const listed = settings.broadcast_presence_with_user_lists
      ? this.#surroundings.usersOn(change.appId, change.channel)
      : [];
    return new Map([
      ...head('presence', uuidOfEventId(change.id), change.channel),
      ['user', JSON.stringify(change.userId)],
      ['users', JSON.stringify(listed)],
      ['timestamp', JSON.stringify(wireTime(change.at))],
      ['message', isJoin ? '{"action":"joined"}' : '{"action":"parted"}'],
      ['state', isJoin ? JSON.stringify(shownState(change.body)) : NULL],
      ['catchup', FALSE],
    ]);
  }
}

type Fields = Map<string, string>;

function publishFields(event: LoggedEvent, body: Body): Fields {
  const extras = messageExtrasOf(event.extras);
  return messageFields({
    uuid: eventUuid(event, extras),
    channel: event.channel,
    user: userOf(event.sender),
    timestamp: timeText(extras?.timestamp, event.at),
    body,
    others: extras?.fields,
    event: event.name === MESSAGE ? undefined : event.name,
  });
}

function changeFields(event: LoggedEvent): Fields {
  const extras = messageExtrasOf(event.extras);
  const uuid = targetUuid(event, extras);
  if (event.body === null) return new Map(head(DELETE, uuid, event.channel));
  // What an edit says nothing of, it has from the one before: that one's patch is not its own.
  const patch = extras?.patch?.id === event.clientId ? extras?.patch : undefined;
  return editFields({ ...event, body: event.body }, uuid, { ...extras, patch });
}

/** A live edit tells what it came with, and no more: what else the message has did not change. */
function editFields(
  event: { readonly channel: string; readonly at: number; readonly sender: Sender; readonly body: Body },
  uuid: string,
  { timestamp, patch }: { readonly timestamp?: string | undefined; readonly patch?: Patch | undefined },
): Fields {
  const tells = (key: string): boolean => patch?.keys.includes(key) ?? key !== 'timestamp';
  const fields = new Map([...others(patch?.fields), ...head(EDIT, uuid, event.channel)]);
  // A backend that edits in nobody's name leaves the message to whoever said it, as the history does.
  const user = userOf(event.sender);
  if (tells('user') && user !== NULL) fields.set('user', user);
  if (tells('timestamp')) fields.set('timestamp', timeText(timestamp, event.at));
  const message = messageBody(event.body);
  if (tells('message') && message !== null) fields.set('message', message);
  return fields.set('edited', timeText(patch?.edited, event.at));
}

/** A message that is not kept, a change of a message that is not there, or what other protocols say in passing. */
function signalFields(signal: Signal): Fields {
  const { id, at, channel, sender, name, body } = signal;
  const extras = messageExtrasOf(signal.extras);
  const uuid = extras?.uuid ?? uuidOfEventId(id);
  const said = { uuid, channel, user: userOf(sender), body, others: extras?.fields };
  if (extras !== null && name === MESSAGE) {
    return messageFields({ ...said, timestamp: timeText(extras.timestamp, at), event: undefined });
  }
  if (extras !== null && name === EDIT) return editFields(signal, uuid, extras);
  if (extras !== null && name === DELETE) return new Map(head(DELETE, uuid, channel));
  return new Map([
    ...head('signal', uuid, channel),
    ['user', said.user],
    ['timestamp', timeText(undefined, at)],
    ['event', JSON.stringify(name)],
    ['message', body.asJson()],
    ['catchup', FALSE],
  ]);
}

function messageFields(message: {
  readonly uuid: string;
  readonly channel: string;
  readonly user: string;
  readonly timestamp: string;
  readonly body: Body;
  readonly others: MessageExtras['fields'];
  readonly event: string | undefined;
}): Fields {
  const fields = new Map([
    ...others(message.others),
    ...head(MESSAGE, message.uuid, message.channel),
    ['user', message.user] as const,
    ['timestamp', message.timestamp] as const,
  ]);
  if (message.event !== undefined) fields.set('event', JSON.stringify(message.event));
  const said = messageBody(message.body);
  if (said !== null) fields.set('message', said);
  return fields.set('edited', NULL).set('catchup', FALSE);
}

function stateFields(change: PresenceChange): Fields | null {
  const state = shownState(change.body);
  const changed = changedState(shownState(change.before ?? null), state);
  if (changed.length === 0) return null;
  return new Map([
    ...head('user_state_change', uuidOfEventId(change.id), change.channel),
    ['user', JSON.stringify(change.userId)],
    ['timestamp', JSON.stringify(wireTime(change.at))],
    ['message', JSON.stringify({ state, changed })],
    ['catchup', FALSE],
  ]);
}

function head(type: string, uuid: string, channel: string): Array<[key: string, json: string]> {
  return [
    ['type', JSON.stringify(type)],
    ['uuid', JSON.stringify(uuid)],
    ['channel', isPrivateChannel(channel) ? NULL : JSON.stringify(channel)],
  ];
}

/** Keys of the sender's own. What the protocol itself says of a message is set after them, and stands. */
function others(fields: MessageExtras['fields']): Array<[key: string, json: string]> {
  return Object.entries(fields ?? {}).map(([key, value]) => [key, JSON.stringify(value)]);
}

function userOf({ userId, claimed }: Sender): string {
  return userId === null || claimed ? NULL : JSON.stringify(userId);
}

function timeText(given: string | undefined, at: number): string {
  return JSON.stringify(given === undefined ? wireTime(at) : frameTime(given));
}
