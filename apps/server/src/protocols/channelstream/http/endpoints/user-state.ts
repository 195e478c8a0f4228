import { invalid } from '../../errors/channelstream-refusal.ts';
import { showUser } from '../../session/show-user.ts';
import { signedEndpoint } from '../endpoint.ts';
import { object, userName } from '../input/fields.ts';
import { PublicKeysInput, StateInput } from '../user-input.ts';

/** `POST /user_state`: changes what is known of a user, and what others may see of that. */
export const userState = signedEndpoint({
  path: '/user_state',
  methods: ['POST'],
  input: object({
    user: userName,
    user_state: StateInput.nullish(),
    state_public_keys: PublicKeysInput.nullish(),
  }),
  answer({ core, users }, { app, input }) {
    const user = users.find(app.id, input.user);
    if (user === null) throw invalid({ user: ['Unknown user'] });
    const { changed, isVisible } = users.change(user, {
      state: input.user_state ?? null,
      publicKeys: input.state_public_keys ?? null,
    });
    if (isVisible) showUser(core, user);
    return { user_state: user.state, changed_state: changed, public_keys: user.publicKeys };
  },
});
