import { z } from 'zod';
import { userObjects } from '../../codec/user-objects.ts';
import { PictureField, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const EMAIL = /^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,4}$/;

const Body = inputOf(
  z.strictObject({
    current_password: text(3, 40).optional(),
    new_password: text(3, 40).optional(),
    email: text(1, 255).regex(EMAIL).optional(),
    phone: text(3, 15).optional(),
    login: text(3, 40).optional(),
    first_name: text(1, 20).optional(),
    last_name: text(1, 20).optional(),
    avatar_object: PictureField.optional(),
  }),
  { current_password: 'INCORRECT_CURRENT_PASSWORD' },
);

/** Changes what the user says of itself, or its password, which ends its other sign-ins. */
export const userEdit = userRequest('user_edit', Body, async ({ setup, client, caller }, input) => {
  const { avatar_object: avatar } = input;
  const user = await setup.chat.users.update(caller, {
    login: input.login,
    email: input.email,
    phone: input.phone,
    firstName: input.first_name,
    lastName: input.last_name,
    newPassword: input.new_password,
    currentPassword: input.current_password,
    ...(avatar && {
      avatar: { fileId: avatar.file_id, fileName: avatar.file_name, blurHash: avatar.file_blur_hash },
    }),
  });
  const { serverOrigin } = client.origin;
  const [shown] = await userObjects(setup, [user], { app: caller.app, userId: user.id, serverOrigin });
  // The document's clients look for `id`, those of today for `_id`.
  return { user: { ...shown, id: user.id } };
});
