import { Body } from '../../../../core/event/body.ts';
import { signedEndpoint } from '../endpoint.ts';
import { list, object, uuid } from '../input/fields.ts';
import { changeMessage } from './change-message.ts';
import { DELIVERY_FIELDS, deliveryEcho } from './delivery.ts';
import { requireTakes } from './message-list.ts';

const NOTHING = Body.ofValue(null);

/** `DELETE /message`: erases what was said, where it is kept, and tells those who have it. */
export const deleteMessage = signedEndpoint({
  path: '/message',
  methods: ['DELETE'],
  input: list(object({ ...DELIVERY_FIELDS, uuid })),
  async answer(setup, call) {
    const { app, input } = call;
    requireTakes(
      app,
      input.map(() => ({ bodies: [] })),
    );
    return Promise.all(
      input.map(async (deletion) => {
        await changeMessage(setup, call, {
          delivery: deletion,
          uuid: deletion.uuid,
          signal: { name: 'message:delete', body: NOTHING, extras: {} },
          of: () => ({ body: null, clientId: null, extras: {} }),
        });
        return { ...deliveryEcho(deletion), uuid: deletion.uuid };
      }),
    );
  },
});
