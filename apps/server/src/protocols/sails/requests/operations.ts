import type { Authority } from '../auth/authority.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';
import type { Operation } from './call.ts';
import { listMessages } from './list-messages.ts';
import { send } from './send.ts';
import { sendMulti } from './send-multi.ts';
import { notSocket, subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';

const FOR_SOCKETS = { isForSockets: true, isForBackend: false, takesList: false };
const FOR_BACKENDS = { isForSockets: false, isForBackend: true, takesList: false };

/** The whole service, over HTTP and over sockets. */
const OPERATIONS: readonly Operation[] = [
  { verb: 'post', path: '/channel/subscribe', ...FOR_SOCKETS, answer: subscribe },
  { verb: 'post', path: '/channel/unsubscribe', ...FOR_SOCKETS, answer: unsubscribe },
  { verb: 'post', path: '/wssv/send', ...FOR_BACKENDS, answer: send },
  { verb: 'post', path: '/wssv/send-multi', ...FOR_BACKENDS, takesList: true, answer: sendMulti },
  { verb: 'get', path: '/wssv/message', ...FOR_BACKENDS, answer: listMessages },
];

/** The verbs of requests, which are the names of the events that carry them over a socket. */
export const VERBS: ReadonlySet<string> = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'options',
  'head',
]);

/**
 * Finds an operation. A slash at the end of the path, or none at its beginning, changes nothing.
 *
 * @throws SailsRefusal `E_NOT_FOUND`.
 */
export function operationAt(verb: string, path: string): Operation {
  const meant = `/${path.replace(/^\//, '').replace(/\/$/, '')}`;
  const asked = verb === 'head' ? 'get' : verb;
  const found = OPERATIONS.find((operation) => operation.path === meant && operation.verb === asked);
  if (found) return found;
  throw new SailsRefusal('E_NOT_FOUND', 'There is no such request.');
}

/**
 * Whether this is to be answered at all, before anybody looks at what it says.
 *
 * @throws SailsRefusal `E_FORBIDDEN` where the key is too little for it, `E_NOT_SOCKET` where it did not come by a socket.
 */
export function requireAllowed(
  operation: Operation,
  { mayPush }: Pick<Authority, 'mayPush'>,
  isBySocket: boolean,
): void {
  if (operation.isForSockets && !isBySocket) throw notSocket();
  if (mayPush || !operation.isForBackend) return;
  throw new SailsRefusal(
    'E_FORBIDDEN',
    'The client key may only subscribe: this takes the secret or the admin key of the app.',
  );
}
