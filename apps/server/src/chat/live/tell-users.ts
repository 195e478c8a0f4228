import type { Core } from '../../core/core.ts';
import { Body } from '../../core/event/body.ts';
import type { ChatCaller } from '../caller.ts';
import { type UserEvents, userChannelOf } from './user-events.ts';

/**
 * Tells users on their own channels what concerns them. Resolves once it is stored for all of them: who is away finds it.
 * The caller's own connection, which did it, gets no copy.
 */
export async function tellUsers<Name extends keyof UserEvents>(
  core: Core,
  caller: Pick<ChatCaller, 'app' | 'sessionId' | 'address' | 'protocol'>,
  userIds: Iterable<string>,
  news: { readonly name: Name; readonly body: UserEvents[Name] },
): Promise<void> {
  const { app, sessionId, address, protocol } = caller;
  const chat = {
    app,
    principal: { kind: 'admin', name: 'chat' },
    grants: [],
    sessionId: null,
    address,
  } as const;
  const message = {
    name: news.name,
    body: Body.ofValue(news.body),
    clientId: null,
    exclude: sessionId,
    asUser: null,
    isServers: true,
  } as const;
  await Promise.all(
    [...userIds].map((userId) =>
      core.publisher.publish(chat, { ...message, channel: userChannelOf(userId) }, protocol),
    ),
  );
}
