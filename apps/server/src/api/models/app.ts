import { z } from 'zod';
import type { App } from '../../core/apps/app.ts';
import { AppSettings } from '../../core/apps/app-settings.ts';
import type { KeyRecord } from '../../core/store/app-store.ts';
import { AppId, ObjectId, Timestamp } from './names.ts';

export const AppModel = z
  .object({ id: AppId, name: z.string(), createdAt: Timestamp, settings: AppSettings })
  .meta({ id: 'App' });

export function appModel(app: App): z.infer<typeof AppModel> {
  return { id: app.id, name: app.name, createdAt: app.createdAt, settings: app.settings };
}

export const KeyKind = z.enum(['client', 'secret', 'admin']).meta({
  id: 'KeyKind',
  description: '`client`: public, identifies the app. `secret`: signs tokens. `admin`: administers the app.',
});

/** A key without its value. */
export const KeyModel = z
  .object({
    id: ObjectId,
    kind: KeyKind,
    hint: z.string().meta({ description: 'Its last four characters.' }),
    value: z
      .string()
      .nullable()
      .meta({ description: 'A client key, which is public; null for the other kinds.' }),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().meta({ description: 'When it stops working; null: never.' }),
    lastUsedAt: Timestamp.nullable().meta({ description: 'To the minute; null: never used.' }),
  })
  .meta({ id: 'Key' });

/** A key just made: the only time a secret is shown. */
export const NewKeyModel = KeyModel.extend({ value: z.string() }).meta({ id: 'NewKey' });

export function keyModel(key: KeyRecord): z.infer<typeof KeyModel> {
  const { id, kind, hint, createdAt, expiresAt, lastUsedAt } = key;
  return { id, kind, hint, value: kind === 'client' ? key.lookup : null, createdAt, expiresAt, lastUsedAt };
}
