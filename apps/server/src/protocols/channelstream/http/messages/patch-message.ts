import type { z } from 'zod';
import { Body } from '../../../../core/event/body.ts';
import type { StoredEvent } from '../../../../core/store/event-store.ts';
import type { Runtime } from '../../../../runtime/runtime.ts';
import { messageExtrasOf, type Patch } from '../../codec/message-extras.ts';
import { randomUuid } from '../../codec/message-uuid.ts';
import { wireTime } from '../../codec/wire-time.ts';
import { signedEndpoint } from '../endpoint.ts';
import { list, mapping, openObject, time, userName, uuid } from '../input/fields.ts';
import { type Change, changeMessage } from './change-message.ts';
import { DELIVERY_FIELDS, deliveryEcho } from './delivery.ts';
import { othersIfAny, requireTakes } from './message-list.ts';

const EditInput = openObject({
  ...DELIVERY_FIELDS,
  uuid,
  user: userName.optional(),
  message: mapping.optional(),
  timestamp: time.optional(),
  edited: time.optional(),
});
type EditInput = z.output<typeof EditInput>;

const NOTHING = Body.ofValue(null);

/** `PATCH /message`: changes what was said, where it is kept, and tells those who have it. */
export const patchMessage = signedEndpoint({
  path: '/message',
  methods: ['PATCH'],
  input: list(EditInput),
  async answer(setup, call) {
    const { app, input } = call;
    const edits = input.map((edit) => ({ ...edit, bodies: bodiesOf(edit) }));
    requireTakes(app, edits);
    return Promise.all(
      edits.map(async (edit) => {
        const { runtime } = setup.core;
        const at = edit.edited ?? wireTime(runtime.clock.now());
        await changeMessage(setup, call, changeOf(edit, at, runtime));
        return echo(edit, at);
      }),
    );
  },
});

function bodiesOf({ message, others }: EditInput): Body[] {
  return [message === undefined ? NOTHING : Body.ofValue(message), Body.ofValue(others)];
}

function changeOf(edit: EditInput, at: string, { chance }: Runtime): Change {
  const { uuid: known, user, message, timestamp, edited } = edit;
  const body = message === undefined ? NOTHING : Body.ofValue(message);
  const keys = (['user', 'message', 'timestamp'] as const).filter((key) => edit[key] !== undefined);
  // Compared with the client id of an edit: by chance, so that no two edits are taken for one.
  const patch: Patch = { id: randomUuid(chance), keys, edited, fields: othersIfAny(edit.others) };
  return {
    delivery: edit,
    uuid: known,
    user,
    signal: { name: 'message:edit', body, extras: { timestamp, patch: { ...patch, edited: at } } },
    of: (target) => ({
      body: message === undefined ? (bodyNow(target) ?? NOTHING) : body,
      clientId: patch.id,
      // Of what an edit leaves out, what the one before said still holds.
      asUser: user ?? target.edit?.userId ?? undefined,
      extras: { timestamp: timestamp ?? timestampNow(target), patch: { ...patch, edited: at } },
    }),
  };
}

function bodyNow({ body, edit }: StoredEvent): Body | null {
  return edit?.body ?? body;
}

function timestampNow({ extras, edit }: StoredEvent): string | undefined {
  return messageExtrasOf(edit?.extras)?.timestamp ?? messageExtrasOf(extras)?.timestamp;
}

function echo(edit: EditInput, edited: string): object {
  const { uuid: known, user, message, timestamp, others } = edit;
  return {
    ...others,
    ...deliveryEcho(edit),
    uuid: known,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(user === undefined ? {} : { user }),
    ...(message === undefined ? {} : { message }),
    edited,
  };
}
