import { router } from '../../base/trpc.ts';
import { deleteMessages } from './delete-messages.ts';
import { editMessage } from './edit-message.ts';
import { getMessage } from './get-message.ts';
import { listMessages } from './list-messages.ts';
import { listReactions } from './list-reactions.ts';
import { react } from './react.ts';
import { readMessages } from './read-messages.ts';
import { sendMessage } from './send-message.ts';
import { signal } from './signal.ts';
import { typing } from './typing.ts';

/** What is said in conversations. */
export const messagesRouter = router({
  send: sendMessage,
  list: listMessages,
  get: getMessage,
  edit: editMessage,
  delete: deleteMessages,
  read: readMessages,
  typing,
  react,
  reactions: listReactions,
  signal,
});
