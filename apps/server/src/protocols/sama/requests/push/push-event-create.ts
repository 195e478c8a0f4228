import { z } from 'zod';
import { MOST_RECIPIENTS } from '../../../../chat/push/pushes.ts';
import { isoDate } from '../../codec/iso-date.ts';
import { Id, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MAX_TEXT = 4096;
const Text = text(0, MAX_TEXT).optional();

const Body = inputOf(
  z.strictObject({
    recipients_ids: z.array(Id).min(1).max(MOST_RECIPIENTS),
    message: z.strictObject({ title: Text, topic: Text, body: Text, message: Text }),
  }),
  { recipients_ids: 'INCORRECT_RECIPIENTS_IDS', message: 'NOTIFICATION_MESSAGE_MISSED' },
);

/** Shows a text on all devices of some users. */
export const pushEventCreate = userRequest(
  'push_event_create',
  Body,
  async ({ setup, client, caller }, { recipients_ids, message }) => {
    const texts = Object.entries(message).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const content = Object.fromEntries(texts);
    const { id, userIds, at } = await setup.chat.pushes.send(caller, recipients_ids, content);
    const json = JSON.stringify(content);
    return {
      event: {
        _id: id,
        user_id: caller.userId,
        user_ids: userIds,
        recipients_ids: userIds,
        message: client.origin.dialect === 'seed' ? json : Buffer.from(json).toString('base64'),
        created_at: isoDate(at),
        updated_at: isoDate(at),
      },
    };
  },
);
