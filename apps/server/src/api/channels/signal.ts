import { z } from 'zod';
import { Body } from '../../core/event/body.ts';
import { procedure } from '../base/trpc.ts';
import { ChannelName, EventName, UserId } from '../models/names.ts';
import { rest } from '../rest/rest.ts';

/** Sends something that only those who are there now get, such as "is typing". */
export const signal = procedure
  .meta(
    rest.post('/channels/{channel}/signals', 'Channels', 'Send a signal', {
      description: 'Reaches only those who are there now, and never the sending connection. Nothing is kept.',
      status: 202,
      errors: ['banned', 'muted', 'messaging_disabled'],
    }),
  )
  .input(
    z.object({
      channel: ChannelName,
      name: EventName,
      data: z.unknown().meta({ description: 'Any JSON value.' }),
      users: z.array(UserId).max(1000).optional().meta({ description: 'If given, only these users get it.' }),
    }),
  )
  .output(z.object({}))
  .mutation(({ ctx, input }) => {
    const { channel, name, data, users } = input;
    const only = users === undefined ? null : new Set(users);
    ctx.api.core.publisher.signal(
      ctx.actor,
      { channel, name, body: Body.ofValue(data), only },
      ctx.api.protocol,
    );
    return {};
  });
