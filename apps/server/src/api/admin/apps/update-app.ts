import { z } from 'zod';
import { AppLimits, AppSettings } from '../../../core/apps/app-settings.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { AppModel, appModel } from '../../models/app.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

const { messagingEnabled, jwksUrl, jwtIssuer, jwtAudience } = AppSettings.shape;
const limits = Object.fromEntries(
  Object.entries(AppLimits.unwrap().shape).map(([name, field]) => [name, field.unwrap().optional()]),
) as { [Name in keyof AppLimits]: z.ZodOptional<z.ZodInt> };

/** The settings to change; what is absent stays. */
const SettingsChange = z
  .object({
    messagingEnabled: messagingEnabled.unwrap().optional(),
    jwksUrl: jwksUrl.unwrap().optional(),
    jwtIssuer: jwtIssuer.unwrap().optional(),
    jwtAudience: jwtAudience.unwrap().optional(),
    limits: z.object(limits).optional(),
  })
  .meta({ id: 'AppSettingsChange' });

/** Changes an app's name or settings; what is not named stays as it is. Effective at once. */
export const updateApp = adminMutation
  .meta(
    rest.patch('/apps/{app}', 'Apps', 'Change an app', {
      ...ADMIN,
      errors: ['not_found'],
      description:
        'What the request does not name stays as it is. Effective at once, on live connections too.',
    }),
  )
  .input(
    z.object({
      app: AppId,
      name: z.string().min(1).max(200).optional(),
      settings: SettingsChange.optional(),
    }),
  )
  .output(AppModel)
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const { limits: limitChange = {}, ...change } = input.settings ?? {};
    const named = input.name === undefined ? {} : { name: input.name };
    const changed = await ctx.api.core.apps.update(app.id, {
      ...named,
      settingsOf: (now) =>
        AppSettings.parse({ ...now, ...change, limits: { ...now.limits, ...limitChange } }),
    });
    return appModel(changed);
  });
