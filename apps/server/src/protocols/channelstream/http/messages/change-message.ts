import type { Core } from '../../../../core/core.ts';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import type { Body } from '../../../../core/event/body.ts';
import type { Readership } from '../../../../core/event/readership.ts';
import type { StoredEvent } from '../../../../core/store/event-store.ts';
import type { ChannelstreamSetup } from '../../channelstream-setup.ts';
import { extrasBody, type MessageExtras } from '../../codec/message-extras.ts';
import { PROTOCOL } from '../../protocol.ts';
import type { SignedCall } from '../call.ts';
import { channelsOf, type Delivery, readershipOf } from './delivery.ts';
import { findMessage } from './find-message.ts';

/** What becomes of a message. */
export interface Change {
  readonly delivery: Delivery;
  readonly uuid: string;
  /** What it is told as where the message is not there, for those who are there now. */
  readonly signal: { readonly name: string; readonly body: Body; readonly extras: MessageExtras };
  readonly user?: string | undefined;
  /** What it is where the message is there. */
  of(target: StoredEvent): TargetChange;
}

interface TargetChange {
  /** Null deletes. */
  readonly body: Body | null;
  readonly clientId: string | null;
  readonly asUser?: string | undefined;
  readonly extras: MessageExtras;
}

/**
 * Changes a message wherever it was said. Where it is not (it was not kept, or is gone) nothing changes, but those who are
 * there now are told all the same: they may have it still.
 */
export async function changeMessage(
  setup: ChannelstreamSetup,
  call: SignedCall<unknown>,
  change: Change,
): Promise<void> {
  await Promise.all(
    channelsOf(change.delivery).map((channel) =>
      setup.changes.take(`${call.app.id}\n${channel}\n${change.uuid}`, () =>
        changeOn(setup, call, channel, change),
      ),
    ),
  );
}

async function changeOn(
  setup: ChannelstreamSetup,
  call: SignedCall<unknown>,
  channel: string,
  change: Change,
): Promise<void> {
  const { core, channels } = setup;
  const told = readershipOf(change.delivery);
  channels.noteActivity(call.app.id, channel);
  const target = await findMessage(core, call.app, channel, change.uuid);
  if (target !== null && (await isChanged(core, call, { channel, target, change, told }))) return;
  const { name, body, extras } = change.signal;
  const said = {
    channel,
    name,
    body,
    only: null,
    ...ownExtras(extras, change),
    ...toldBy(told, change.user),
  };
  core.publisher.signal(call.actor, said, PROTOCOL);
}

/** Whether the message was there to be changed: somebody may have deleted it a moment ago. */
async function isChanged(
  core: Core,
  { actor }: SignedCall<unknown>,
  where: {
    readonly channel: string;
    readonly target: StoredEvent;
    readonly change: Change;
    readonly told: Readership | undefined;
  },
): Promise<boolean> {
  const { channel, target, change, told } = where;
  const { body, clientId, asUser, extras } = change.of(target);
  const now = target.edit ? target.edit.extras : target.extras;
  const by = toldBy(told, asUser);
  const command = { channel, id: target.id, body, clientId, ...ownExtras(extras, change, now), ...by };
  try {
    await core.publisher.edit(actor, command, PROTOCOL);
    return true;
  } catch (error) {
    if (error instanceof ParleyError && error.code === 'not_found') return false;
    throw error;
  }
}

/** @param now what is said of the message so far: what others than this protocol said of it stays. */
function ownExtras(extras: MessageExtras, { uuid }: Change, now?: Body) {
  return { extras: extrasBody({ ...extras, uuid }, now) };
}

function toldBy(told: Readership | undefined, asUser: string | undefined) {
  return { ...(told && { told }), ...(asUser === undefined ? {} : { asUser }) };
}
