import { z } from 'zod';
import { AppLimits, AppSettings } from '../../../core/apps/app-settings.ts';
import { ChatSettings } from '../../../core/apps/chat-settings.ts';
import { ClientSettings } from '../../../core/apps/client-settings.ts';
import { RoomSettings } from '../../../core/apps/room-settings.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { AppModel, appModel } from '../../models/app.ts';
import { AppId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN } from '../scope.ts';

const { messagingEnabled, jwksUrl, jwtIssuer, jwtAudience } = AppSettings.shape;
/** The settings to change; what is absent stays. */
const SettingsChange = z
  .object({
    messagingEnabled: messagingEnabled.unwrap().optional(),
    jwksUrl: jwksUrl.unwrap().optional(),
    jwtIssuer: jwtIssuer.unwrap().optional(),
    jwtAudience: jwtAudience.unwrap().optional(),
    limits: z.object(changesOf(AppLimits.unwrap().shape)).optional(),
    clients: z.object(changesOf(ClientSettings.unwrap().shape)).optional(),
    rooms: z.object(changesOf(RoomSettings.unwrap().shape)).optional(),
    chat: z.object(changesOf(ChatSettings.unwrap().shape)).optional(),
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
    const { limits = {}, clients = {}, rooms = {}, chat = {}, ...change } = input.settings ?? {};
    const named = input.name === undefined ? {} : { name: input.name };
    const changed = await ctx.api.core.apps.update(app.id, {
      ...named,
      settingsOf: (now) =>
        AppSettings.parse({
          ...now,
          ...change,
          limits: { ...now.limits, ...limits },
          clients: { ...now.clients, ...clients },
          rooms: { ...now.rooms, ...rooms },
          chat: { ...now.chat, ...chat },
        }),
    });
    return appModel(changed);
  });

type Changes<Shape extends Readonly<Record<string, z.ZodDefault>>> = {
  [Name in keyof Shape]: z.ZodOptional<ReturnType<Shape[Name]['unwrap']>>;
};

/** The same fields without their defaults: what is absent stays as it is. */
function changesOf<Shape extends Readonly<Record<string, z.ZodDefault>>>(shape: Shape): Changes<Shape> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, z.optional(field.unwrap())]),
  ) as Changes<Shape>;
}
