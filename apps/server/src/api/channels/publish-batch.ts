import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import { parleyErrorOf } from '../base/parley-error-of.ts';
import { procedure } from '../base/trpc.ts';
import { ErrorReport } from '../models/error-report.ts';
import { givenExtras } from '../models/extras.ts';
import { listOf } from '../models/list-of.ts';
import { givenReaders } from '../models/readers.ts';
import { rest } from '../rest/rest.ts';
import { NewEvent, Published, published } from './publish.ts';

const Result = z
  .discriminatedUnion('ok', [
    Published.extend({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), error: ErrorReport }),
  ])
  .meta({ id: 'BatchResult' });

/** Publishes several events, each for itself: one that is refused does not keep the others out. */
export const publishBatch = procedure
  .meta(
    rest.post('/events/batch', 'Channels', 'Publish several events', {
      description: 'Each event stands for itself; the results come in the order of the events.',
      errors: ['payload_too_large'],
    }),
  )
  .input(z.object({ events: listOf(NewEvent, 1000, 1) }))
  .output(z.object({ results: z.array(Result) }))
  .mutation(async ({ ctx, input }) => {
    const { batchEvents } = ctx.actor.app.settings.limits;
    if (input.events.length > batchEvents) {
      throw new ParleyError('payload_too_large', `The app allows ${batchEvents} events in one batch.`);
    }
    const { publisher } = ctx.api.core;
    const results = input.events.map(async (event): Promise<z.infer<typeof Result>> => {
      try {
        const { channel, name, data, clientId = null } = event;
        const command = {
          ...{ channel, name, body: Body.ofValue(data), clientId, exclude: null, asUser: null },
          ...givenReaders(event),
          ...givenExtras(ctx.actor, event.extras),
        };
        return { ok: true, ...published(await publisher.publish(ctx.actor, command, ctx.api.protocol)) };
      } catch (error) {
        return { ok: false, error: parleyErrorOf(error).report() };
      }
    });
    return { results: await Promise.all(results) };
  });
