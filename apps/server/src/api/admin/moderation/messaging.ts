import { z } from 'zod';
import { adminMutation, adminQuery, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

const Switch = z.object({ enabled: z.boolean() }).meta({
  id: 'MessagingSwitch',
  description: 'Off, no client of the app can publish; its backend still can.',
});

export const getMessaging = adminQuery
  .meta(rest.get('/messaging', 'Moderation', 'See the messaging switch', { ...ADMIN, errors: ['not_found'] }))
  .input(z.object({ ...scope }))
  .output(Switch)
  .query(({ ctx, input }) => ({ enabled: appOf(ctx, input.app).settings.messagingEnabled }));

export const setMessaging = adminMutation
  .meta(
    rest.put('/messaging', 'Moderation', 'Set the messaging switch', {
      ...ADMIN,
      errors: ['not_found'],
      description: 'Off, no client of the app can publish, as if all were muted; its backend still can.',
    }),
  )
  .input(z.object({ ...scope, enabled: z.boolean() }))
  .output(Switch)
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const changed = await ctx.api.core.apps.update(app.id, {
      settingsOf: (now) => ({ ...now, messagingEnabled: input.enabled }),
    });
    return { enabled: changed.settings.messagingEnabled };
  });
