import type { LoggedEvent } from '../event/event.ts';
import type { MessageHappening } from './happening.ts';

type Published = Pick<LoggedEvent, 'appId' | 'channel' | 'at' | 'sender' | 'id' | 'name'> &
  Pick<MessageHappening, 'body'>;

/** That something was published. */
export function messageHappening(event: Published): MessageHappening {
  const { appId, channel, at, id, name, body } = event;
  const { userId, claimed } = event.sender;
  const happening = { kind: 'message', appId, channel, at, userId, id, name, body } as const;
  return claimed ? { ...happening, claimed } : happening;
}
