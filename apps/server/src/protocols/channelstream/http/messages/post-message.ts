import { z } from 'zod';
import { Body } from '../../../../core/event/body.ts';
import type { LoggedEvent } from '../../../../core/event/event.ts';
import type { ChannelstreamSetup } from '../../channelstream-setup.ts';
import { MESSAGE } from '../../codec/message-body.ts';
import { extrasBody, extrasBodyIfAny, messageExtrasOf } from '../../codec/message-extras.ts';
import { eventUuid, randomUuid } from '../../codec/message-uuid.ts';
import { wireTime } from '../../codec/wire-time.ts';
import { PROTOCOL } from '../../protocol.ts';
import type { SignedCall } from '../call.ts';
import { signedEndpoint } from '../endpoint.ts';
import { list, mapping, openObject, time, userName, uuid } from '../input/fields.ts';
import { channelsOf, DELIVERY_FIELDS, deliveryEcho, isAddressed, readershipOf } from './delivery.ts';
import { othersIfAny, requireTakes } from './message-list.ts';

const MessageInput = openObject({
  ...DELIVERY_FIELDS,
  uuid: uuid.optional(),
  user: userName,
  message: mapping.optional(),
  timestamp: time.optional(),
  /** Nothing is edited yet, whatever the sender says. */
  edited: z.unknown().optional(),
});
type MessageInput = z.output<typeof MessageInput>;

/** A message on its way, with all of it checked. */
interface Draft {
  readonly input: MessageInput;
  readonly body: Body;
  readonly bodies: readonly Body[];
}

/** What a message is known by once it was sent. */
interface Sent {
  readonly uuid: string;
  readonly timestamp: string;
}

/** `POST /message`: says something on channels, or to users wherever they are. What goes nowhere is left out. */
export const postMessage = signedEndpoint({
  path: '/message',
  methods: ['POST'],
  input: list(MessageInput),
  async answer(setup, call) {
    const drafts = call.input.filter(isAddressed).map(draftOf);
    requireTakes(call.app, drafts);
    // As a whole, before the first is said: a part of the list would be sent again with all the rest.
    const count = drafts.reduce((sum, { input }) => sum + channelsOf(input).length, 0);
    if (count > 0) setup.core.publisher.charge(call.actor, count);
    setup.counters.of(call.app.id).uniqueMessages += drafts.length;
    const sent: Array<Promise<object>> = [];
    for (const draft of drafts) {
      // What is not kept would overtake what is on its way to the database.
      if (draft.input.no_history) await Promise.all(sent);
      sent.push(sendOne(setup, call, draft));
    }
    return Promise.all(sent);
  },
});

type Call = SignedCall<unknown>;

function draftOf(input: MessageInput): Draft {
  const body = Body.ofValue(input.message ?? null);
  return { input, body, bodies: [body, Body.ofValue(input.others)] };
}

async function sendOne(setup: ChannelstreamSetup, call: Call, draft: Draft): Promise<object> {
  const { no_history, channel } = draft.input;
  if (no_history) return echo(draft.input, signalled(setup, call, draft));
  const sent = channel === null ? toUsers(setup, call, draft) : toChannel(setup, call, draft, channel);
  return echo(draft.input, await sent);
}

async function toChannel(
  setup: ChannelstreamSetup,
  call: Call,
  draft: Draft,
  channel: string,
): Promise<Sent> {
  setup.channels.noteActivity(call.app.id, channel);
  const { uuid: clientId = null, timestamp } = draft.input;
  return sentAs(await published(setup, call, draft, { channel, clientId, timestamp }));
}

/** One message, however many users it is for: it has one uuid and one time, by which it is found again for each. */
async function toUsers(setup: ChannelstreamSetup, call: Call, draft: Draft): Promise<Sent> {
  const sent = sentNow(setup, draft.input);
  const said = channelsOf(draft.input).map((channel) =>
    published(setup, call, draft, { channel, clientId: sent.uuid, timestamp: sent.timestamp }),
  );
  const [first] = await Promise.all(said);
  return first ? sentAs(first) : sent;
}

async function published(
  { core }: ChannelstreamSetup,
  { actor }: Call,
  { input, body }: Draft,
  as: { readonly channel: string; readonly clientId: string | null; readonly timestamp: string | undefined },
): Promise<LoggedEvent> {
  const { channel, clientId, timestamp } = as;
  const readership = readershipOf(input);
  const command = {
    channel,
    name: MESSAGE,
    body,
    clientId,
    exclude: null,
    asUser: input.user,
    // What it weighs and how often it may be was seen to.
    isServers: true as const,
    ...(readership && { readership }),
    ...extrasBodyIfAny({ timestamp, fields: othersIfAny(input.others) }),
  };
  const { event } = await core.publisher.publish(actor, command, PROTOCOL);
  return event;
}

/** For those who are there now. */
function signalled(
  { core, channels }: ChannelstreamSetup,
  { actor, app }: Call,
  { input, body }: Draft,
): Sent {
  const sent = sentNow({ core }, input);
  const told = readershipOf(input);
  const extras = extrasBody({ ...sent, fields: othersIfAny(input.others) });
  const to = channelsOf(input);
  core.publisher.signalAll(
    actor,
    to.map((channel) => ({
      channel,
      name: MESSAGE,
      body,
      only: null,
      asUser: input.user,
      isServers: true,
      extras,
      ...(told && { told }),
    })),
    PROTOCOL,
  );
  if (input.channel !== null) channels.noteActivity(app.id, input.channel);
  return sent;
}

function sentNow({ core }: Pick<ChannelstreamSetup, 'core'>, { uuid: given, timestamp }: MessageInput): Sent {
  const { chance, clock } = core.runtime;
  return { uuid: given ?? randomUuid(chance), timestamp: timestamp ?? wireTime(clock.now()) };
}

/** Of one that was said before, what it was known by then. */
function sentAs(event: LoggedEvent): Sent {
  const extras = messageExtrasOf(event.extras);
  return { uuid: eventUuid(event, extras), timestamp: extras?.timestamp ?? wireTime(event.at) };
}

function echo(input: MessageInput, { uuid: known, timestamp }: Sent): object {
  const { user, message, others } = input;
  return {
    ...others,
    ...deliveryEcho(input),
    uuid: known,
    timestamp,
    user,
    ...(message === undefined ? {} : { message }),
    edited: null,
  };
}
