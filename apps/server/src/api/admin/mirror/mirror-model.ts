import { z } from 'zod';
import { MirrorSettings } from '../../../effects/mirror/mirror-settings.ts';
import type { MirrorChange, MirrorView } from '../../../effects/mirror/mirrors.ts';
import { ChannelName, ObjectId, Timestamp } from '../../models/names.ts';

/** Beside the settings in every input, never within: by its name it is left out of the audit log. */
export const MirrorPassword = z.string().max(512).optional().meta({
  description: 'Never shown again. Absent: it stays, as long as host, port, user and TLS stay too.',
});

/** What a caller sets. */
export const mirrorInput = { ...MirrorSettings.shape, password: MirrorPassword };

/** A mirror without its password. */
export const MirrorModel = MirrorSettings.extend({
  hasPassword: z.boolean(),
  createdAt: Timestamp,
}).meta({ id: 'Mirror' });

export const MirrorStatusModel = z
  .object({
    state: z.enum(['disabled', 'idle', 'gathering', 'sending', 'retrying']).meta({
      description:
        '`gathering`: rows wait for their batch to fill. `sending`: a batch is on its way. `retrying`: the last attempt failed.',
    }),
    waiting: z.int().nonnegative().meta({ description: 'Rows that are not in the database yet.' }),
    waitingSince: Timestamp.nullable().meta({ description: 'When the oldest of them was stored.' }),
    lastBatch: z
      .object({ at: Timestamp, rows: z.int().positive() })
      .nullable()
      .meta({ description: 'The batch written last since the server started.' }),
    outage: z
      .object({
        since: Timestamp.meta({ description: 'The first failure since a batch was last written.' }),
        at: Timestamp.meta({ description: 'The last failure.' }),
        failures: z.int().positive(),
        message: z.string(),
        retryAt: Timestamp,
      })
      .nullable()
      .meta({ description: 'Why rows wait; null: the last attempt did not fail.' }),
    refused: z.int().nonnegative().meta({
      description: 'Rows that the database refused for their content. They block no others.',
    }),
    latestRefused: z
      .array(
        z.object({
          id: ObjectId,
          channel: ChannelName,
          at: Timestamp.meta({ description: 'When the message was stored.' }),
          refusedAt: Timestamp,
          reason: z.string(),
        }),
      )
      .meta({ description: 'At most ten, newest first.' }),
  })
  .meta({ id: 'MirrorStatus' });

export function mirrorModel({ settings, ...view }: MirrorView): z.infer<typeof MirrorModel> {
  return { ...settings, ...view };
}

/** The password apart from the settings, and neither with the app they are for. */
export function mirrorChange({
  app: _app,
  password,
  ...settings
}: MirrorSettings & { app?: string | undefined; password?: string | undefined }): MirrorChange {
  return { settings, password };
}
