import { z } from 'zod';
import { userIdOf } from '../../core/access/principal.ts';
import { sightOn } from '../../core/access/sight-on.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { formatPosition, isSameEpoch, type Position, parsePosition } from '../../core/event/position.ts';
import { procedure } from '../base/trpc.ts';
import { HistoryEvent, historyEventOf } from '../models/history-event.ts';
import { ChannelName, PositionText } from '../models/names.ts';
import { rest } from '../rest/rest.ts';

/** Reads what was published on a channel, as it stands now: edited, and without what was deleted. */
export const history = procedure
  .meta(
    rest.get('/channels/{channel}/history', 'Channels', 'Read the history of a channel', {
      description:
        'A page holds at most `limit` events, and fewer when they are large: the end is where a page is empty. Events that are not for the caller are left out.',
      errors: ['bad_position', 'banned', 'conflict'],
    }),
  )
  .input(
    z.object({
      channel: ChannelName,
      limit: z.int().min(1).max(1000).default(50),
      before: PositionText.optional().meta({ description: 'Only events before this position.' }),
      after: PositionText.optional().meta({ description: 'Only events after this position.' }),
      order: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which come first.' }),
      includeDeleted: z
        .boolean()
        .default(false)
        .meta({ description: 'Also list deleted events, without payload.' }),
    }),
  )
  .output(
    z
      .object({
        events: z.array(HistoryEvent),
        position: PositionText.meta({
          description: 'Where the channel stood: subscribe from here to go on.',
        }),
        lookedUpTo: PositionText.optional().meta({
          description:
            'Present where very much in a row is not for the caller: the page ended before it was full, and the next one ' +
            'goes on from here, given as `before`, or as `after` if the oldest come first.',
        }),
      })
      .meta({ id: 'HistoryPage' }),
  )
  .query(async ({ ctx, input }) => {
    const { core } = ctx.api;
    const { app } = ctx.actor;
    const { channel, order, limit, includeDeleted } = input;
    core.moderation.requireNotBanned(app.id, userIdOf(ctx.actor.principal), channel);
    core.access.require(await core.admission.asMember(ctx.actor, channel), channel, 'history');
    const sight = sightOn(ctx.actor, channel);
    const before = input.before === undefined ? null : parsePosition(input.before);
    const after = input.after === undefined ? null : parsePosition(input.after);
    const page = await core.logs.of(app.id, channel).history(app.id, channel, {
      order,
      limit,
      includeDeleted,
      sight,
      ...(before ? { before: before.offset } : {}),
      ...(after ? { after: after.offset } : {}),
    });
    for (const bound of [before, after]) requireSameEpoch(bound, page.head);
    return {
      events: page.events.map((event) => historyEventOf(event, sight)),
      position: formatPosition(page.head),
      ...(page.lookedUpTo ? { lookedUpTo: formatPosition(page.lookedUpTo) } : {}),
    };
  });

function requireSameEpoch(bound: Position | null, head: Position): void {
  if (bound === null || isSameEpoch(bound, head)) return;
  throw new ParleyError(
    'conflict',
    'The channel began anew since that position was given out; read without it.',
  );
}
