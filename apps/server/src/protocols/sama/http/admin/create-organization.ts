import { z } from 'zod';
import { AppSettings } from '../../../../core/apps/app-settings.ts';
import { isoDate } from '../../codec/iso-date.ts';
import { text } from '../../requests/field.ts';
import { inputOf } from '../../requests/input.ts';
import { type AdminRoute, requireOperator } from './admin-call.ts';

const Body = inputOf(z.object({ name: text(1, 200) }));

/** Creates an app with keys of its own, which the native API and the dashboard show and replace. */
export const createOrganization: AdminRoute = {
  method: 'POST',
  path: '/admin/organization',
  async answer(call, body) {
    requireOperator(call);
    const { name } = Body.parse(body);
    const { apps, runtime } = call.setup.core;
    const app = await apps.create(runtime.ids.next(), name, AppSettings.parse({}));
    for (const kind of ['client', 'secret', 'admin'] as const) await apps.createKey(app.id, kind);
    const at = isoDate(app.createdAt);
    return { organization: { _id: app.id, name: app.name, created_at: at, updated_at: at } };
  },
};
