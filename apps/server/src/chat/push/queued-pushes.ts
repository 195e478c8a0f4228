import type { Actor } from '../../core/access/actor.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { PushStore, PushSubscriptionRecord } from '../../core/store/chat/push-store.ts';
import type { PushQueue } from '../../effects/push/push-queue.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { mayHear } from '../conversations/may-hear.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { userChannelOf } from '../live/user-events.ts';
import { requireVoice } from '../messages/speaking.ts';
import { announcement, fitted } from './push-content.ts';
import {
  type AnnouncedMessage,
  MOST_RECIPIENTS,
  type PushContent,
  type Pushes,
  type PushSubscription,
  type PushTarget,
} from './pushes.ts';
import { requireTarget } from './require-target.ts';
import { UsedApps } from './used-apps.ts';

/** Of one user. A device that is told nothing any more seldom says so; its place goes to a new one. */
const MOST_DEVICES = 20;
const USERS_AT_ONCE = 500;

/** Tells devices by the queue of what leaves the house. */
export class QueuedPushes implements Pushes {
  readonly #parts: ChatParts;
  readonly #store: PushStore;
  readonly #queue: PushQueue;
  readonly #used: UsedApps;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#store = parts.core.store.chat.pushes;
    this.#queue = parts.pushQueue;
    this.#used = new UsedApps(this.#store);
  }

  get vapidPublicKey(): string {
    return this.#queue.vapidPublicKey;
  }

  async subscribe(
    caller: ChatCaller,
    { deviceId, platform, target }: Pick<PushSubscription, 'deviceId' | 'platform' | 'target'>,
  ): Promise<PushSubscription> {
    requireTarget(target, (url) => this.#queue.mayReach(url));
    const { app, userId } = caller;
    const { publisher, runtime } = this.#parts.core;
    publisher.charge(actorOf(caller));
    const { ids, clock } = runtime;
    const now = clock.now();
    const owner = { id: ids.next(), appId: app.id, userId, deviceId, platform };
    const stored = await this.#store.put({ ...owner, ...fieldsOf(target), createdAt: now, updatedAt: now });
    this.#used.add(app);
    await this.#makeRoom(stored);
    return toSubscription(stored);
  }

  async list({ app, userId }: ChatCaller): Promise<PushSubscription[]> {
    return (await this.#store.listOf(app.id, [userId])).map(toSubscription);
  }

  async unsubscribe({ app, userId }: ChatCaller, deviceId: string): Promise<void> {
    if (!(await this.#store.deleteOf(app.id, userId, deviceId))) throw chatRefusal('push_not_found');
    this.#used.removed(app);
  }

  async send(
    caller: ChatCaller,
    userIds: readonly string[],
    content: PushContent,
  ): Promise<{ id: string; userIds: string[]; at: number }> {
    const { core, chat } = this.#parts;
    const wanted = [...new Set(userIds)];
    if (wanted.length > MOST_RECIPIENTS) {
      throw new ParleyError('bad_request', `One message goes to at most ${MOST_RECIPIENTS} users.`);
    }
    const shown = fitted(content);
    requireVoice(core, caller, userChannelOf(caller.userId));
    core.publisher.charge(actorOf(caller), wanted.length);
    const known = new Set((await chat.users.list(caller.app, wanted)).map(({ id }) => id));
    const recipients = wanted.filter((id) => known.has(id));
    if (recipients.length === 0) throw chatRefusal('recipients_not_found');
    const devices = await this.#devicesOf(caller, await this.#unblocked(caller, recipients));
    await this.#queue.add(caller.app.id, pushesTo(devices, 'push', shown));
    return { id: core.runtime.ids.next(), userIds: recipients, at: core.runtime.clock.now() };
  }

  async announce(
    caller: ChatCaller,
    conversation: Conversation,
    readers: readonly string[],
    message: AnnouncedMessage,
  ): Promise<void> {
    const { app } = caller;
    const { core } = this.#parts;
    const { online } = core.sessions;
    const away = readers.filter(
      (userId) => !online.has(app.id, userId) && mayHear(core, { app, userId }, conversation.id),
    );
    const devices = await this.#devicesOf(caller, away);
    if (devices.length === 0) return;
    const sender = await this.#parts.chat.users.find(app, caller.userId);
    const attachmentUrl = await this.#addressOf(caller, message.firstFileId);
    const { id, text } = message;
    const content = announcement(sender, conversation, { id, text, attachmentUrl });
    await this.#queue.add(app.id, pushesTo(devices, 'message', content));
  }

  /** Who blocked the caller, or whom it blocked, hears nothing; and nobody is told so. */
  async #unblocked({ app, userId }: ChatCaller, userIds: readonly string[]): Promise<string[]> {
    const { blocks } = this.#parts.chat;
    const isBlocked = await Promise.all(userIds.map((id) => blocks.between(app, userId, id)));
    return userIds.filter((_id, index) => !isBlocked[index]);
  }

  /** Costs nothing where no device is to be told of anything. */
  async #devicesOf({ app }: ChatCaller, userIds: readonly string[]): Promise<PushSubscriptionRecord[]> {
    if (userIds.length === 0 || !(await this.#used.has(app))) return [];
    const devices: PushSubscriptionRecord[] = [];
    for (let start = 0; start < userIds.length; start += USERS_AT_ONCE) {
      devices.push(...(await this.#store.listOf(app.id, userIds.slice(start, start + USERS_AT_ONCE))));
    }
    return devices;
  }

  /** Where a file is fetched; null where this server does not know under what name it is reached. */
  async #addressOf(caller: ChatCaller, fileId: string | null): Promise<string | null> {
    const { publicUrl, chat } = this.#parts;
    if (fileId === null || publicUrl === null) return null;
    try {
      return (await chat.files.urls(caller, [fileId], publicUrl)).get(fileId) ?? null;
    } catch (cause) {
      // The message is worth telling of without its picture.
      this.#parts.onFailure(cause);
      return null;
    }
  }

  async #makeRoom({ appId, userId, id: newest }: PushSubscriptionRecord): Promise<void> {
    const devices = await this.#store.listOf(appId, [userId]);
    const leastRecent = devices
      .filter(({ id }) => id !== newest)
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .slice(MOST_DEVICES - 1);
    await this.#store.delete(leastRecent.map(({ id }) => id));
  }
}

function pushesTo(devices: readonly PushSubscriptionRecord[], event: string, content: PushContent) {
  return devices.map(({ id: subscriptionId, userId }) => ({ subscriptionId, userId, event, content }));
}

/** Whom it is counted against. */
function actorOf({ app, userId, sessionId, address, isBackend }: ChatCaller): Actor {
  const principal = isBackend
    ? ({ kind: 'admin', name: 'chat' } as const)
    : ({ kind: 'user', userId, verified: true } as const);
  return { app, principal, grants: [], sessionId, address };
}

/** The fields of the other kind are emptied: a device is reached in one way. */
function fieldsOf(
  target: PushTarget,
): Pick<PushSubscriptionRecord, 'endpoint' | 'keyAuth' | 'keyP256dh' | 'token'> {
  return 'token' in target
    ? { endpoint: null, keyAuth: null, keyP256dh: null, token: target.token }
    : { ...target, token: null };
}

function toSubscription(record: PushSubscriptionRecord): PushSubscription {
  const { id, userId, deviceId, platform, createdAt, updatedAt } = record;
  return { id, userId, deviceId, platform, target: targetOf(record), createdAt, updatedAt };
}

function targetOf({ endpoint, keyAuth, keyP256dh, token }: PushSubscriptionRecord): PushTarget {
  if (token !== null) return { token };
  if (endpoint !== null && keyAuth !== null && keyP256dh !== null) return { endpoint, keyAuth, keyP256dh };
  throw new ParleyError('internal', 'The database holds a push subscription that leads nowhere.');
}
