import { router } from '../../base/trpc.ts';
import { deleteMe } from './delete-me.ts';
import { getUser } from './get-user.ts';
import { listUsers } from './list-users.ts';
import { me } from './me.ts';
import { putUser } from './put-user.ts';
import { removeUser } from './remove-user.ts';
import { searchUsers } from './search-users.ts';
import { updateMe } from './update-me.ts';

/** Who chats. */
export const usersRouter = router({
  me,
  updateMe,
  deleteMe,
  search: searchUsers,
  list: listUsers,
  put: putUser,
  get: getUser,
  remove: removeUser,
});
