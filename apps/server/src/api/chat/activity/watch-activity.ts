import { z } from 'zod';
import type { Activity, LastActivity } from '../../../chat/activity/activity.ts';
import type { App } from '../../../core/apps/app.ts';
import { type HeldOpen, heldOpen } from '../../channels/held-open.ts';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ActivityModel, activityModel } from '../models/activity.ts';
import { activityProcedure, MOST_ASKED_ABOUT } from './activity-procedure.ts';
import { NewestOfEach } from './newest-of-each.ts';

/** Who of these users is there, then who comes and goes. */
export const watchActivity = activityProcedure
  .meta(
    rest.get('/chat/activity/live', 'Chat', 'Watch users come and go', {
      description:
        'Server-sent events: how it stands with each of the users who exist, then each change. A watcher that is slow gets the newest of each user.',
      errors: ['too_many_connections'],
      item: ActivityModel,
    }),
  )
  .input(z.object({ users: listOf(UserId, MOST_ASKED_ABOUT, 1) }))
  .subscription(({ ctx, input, signal }) => {
    // Not in the generator: whoever may not watch is refused before the stream begins.
    const held = heldOpen(ctx, signal);
    return watch(ctx.api.chat.activity, ctx.actor.app, new Set(input.users), held);
  });

async function* watch(
  activity: Activity,
  app: App,
  users: ReadonlySet<string>,
  opened: HeldOpen,
): AsyncGenerator<ActivityModel, void> {
  using connection = opened;
  using news = new NewestOfEach<LastActivity>(connection.signal);
  const watching = [...users].map((user) => activity.watch(app, user, (changed) => news.put(user, changed)));
  try {
    // What changes while this is read is newer than what comes of it.
    for (const known of await activity.of(app, [...users])) news.putUnlessNewer(known.userId, known);
    for await (const item of news) yield activityModel(item);
  } finally {
    for (const watcher of watching) watcher[Symbol.dispose]();
  }
  connection.requireKept();
}
