import { z } from 'zod';
import { ChannelName } from '../../../api/models/names.ts';
import type { App } from '../../../core/apps/app.ts';
import type { EventSearch } from '../../../core/store/event-store.ts';
import { jsonIn } from './json-in.ts';
import type { Parameters } from './parameters.ts';
import { readField } from './read-field.ts';

const USUAL_LIMIT = 10;
const MOST_LIMIT = 100;
const MOST_SKIP = 1_000_000;
const MOST_ORDERS = 8;
const USUAL_ORDER = 'createdAt_DESC';

const ORDER = /^(createdAt|channel|event|id)_(ASC|DESC)$/;

const text = (name: string) => z.string({ error: `${name} must be a text` }).max(10_000);
const Channel = z.string({ error: 'channel must be one name' }).pipe(ChannelName);
const Sort = z
  .array(
    z.string().regex(ORDER, 'sort must be of createdAt, channel, event and id, each with _ASC or _DESC'),
    {
      error: 'sort must be a list of fields',
    },
  )
  .max(MOST_ORDERS, `sort must have ${MOST_ORDERS} fields at most`);

/** A whole number, which over HTTP comes as its digits. */
const whole = (name: string, least: number, most: number) => {
  const error = `${name} must be a whole number from ${least} to ${most}`;
  const digits = z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number);
  return z.union([z.number(), digits], { error }).pipe(z.int(error).min(least, error).max(most, error));
};
const Limit = whole('limit', 1, MOST_LIMIT);
const Skip = whole('skip', 0, MOST_SKIP);

/**
 * Reads which messages are asked for: all filters together. Throws SailsRefusals `E_CHANNEL`, `E_EVENT`, `E_BODY` (the filter of the
 * data), `E_SORT` and `E_LIMIT`.
 */
export function messageSearch(app: App, parameters: Parameters): EventSearch {
  const { channel, event, data, sort, limit, skip } = parameters;
  return {
    appId: app.id,
    // A push to several channels is in each of them, and is listed once: in its first, or in the one that is asked for.
    ...(isNothing(channel)
      ? { firstCopiesOnly: true }
      : { channel: readField(Channel, channel, 'E_CHANNEL') }),
    ...(isNothing(event) ? {} : { name: readField(text('event'), event, 'E_EVENT') }),
    ...(isNothing(data) ? {} : { text: readField(text('data'), data, 'E_BODY') }),
    order: orderOf(sort),
    skip: readField(Skip, isNothing(skip) ? 0 : skip, 'E_LIMIT'),
    limit: readField(Limit, isNothing(limit) ? USUAL_LIMIT : limit, 'E_LIMIT'),
  };
}

/** A filter that is left empty, as in a form, filters nothing. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Equal ones are in the order of their ids, which is that of time. */
function orderOf(sort: unknown): EventSearch['order'] {
  const named = isNothing(sort) ? [] : jsonIn(sort);
  const fields = readField(Sort, typeof named === 'string' ? [named] : named, 'E_SORT');
  const order = (fields.length === 0 ? [USUAL_ORDER] : fields).map((field) => {
    const [name, direction] = field.split('_');
    return { by: byOf(name), descending: direction === 'DESC' };
  });
  const descending = order.at(-1)?.descending ?? true;
  return order.some(({ by }) => by === 'id') ? order : [...order, { by: 'id', descending }];
}

function byOf(field: string | undefined): EventSearch['order'][number]['by'] {
  switch (field) {
    case 'channel':
    case 'id':
      return field;
    case 'event':
      return 'name';
    default:
      return 'at';
  }
}
