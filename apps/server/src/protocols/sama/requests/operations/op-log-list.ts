import { z } from 'zod';
import { isoDate } from '../../codec/iso-date.ts';
import { Moments } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const MOST = 100;

const Body = inputOf(
  z.strictObject({ created_at: Moments }),
  { created_at: 'LOG_TIMESTAMP_MISSED' },
  {
    rules: [
      ({ created_at: { gt, lt } }) =>
        (gt === undefined) === (lt === undefined) ? 'LOG_TIMESTAMP_MISSED' : null,
    ],
  },
);

/** What happened to the user while it was away: the packets it would have got. */
export const opLogList = userRequest('op_log_list', Body, async ({ setup, caller }, { created_at }) => {
  const { gt, lt = 0 } = created_at;
  const query = gt === undefined ? { before: lt, limit: MOST } : { after: gt, limit: MOST };
  const operations = await setup.chat.operations.list(caller, query);
  const logs = operations.flatMap(({ id, at, news }) => {
    const packet = setup.codec.packetOf(news);
    if (packet === null) return [];
    const date = isoDate(at);
    return [{ _id: id, user_id: caller.userId, packet, created_at: date, updated_at: date }];
  });
  return { logs };
});
