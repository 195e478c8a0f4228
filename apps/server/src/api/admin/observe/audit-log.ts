import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { AppId, ObjectId, Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';

const AuditEntry = z
  .object({
    id: ObjectId,
    app: AppId.nullable(),
    at: Timestamp,
    actor: z.string().meta({ description: 'Who: an account, or `key:` and the last characters of a key.' }),
    address: z.string(),
    action: z.string().meta({ description: 'The procedure.' }),
    subject: z.string(),
    detail: z.unknown().meta({ description: 'What was asked for, without secrets and payloads.' }),
  })
  .meta({ id: 'AuditEntry' });

/** Administrative acts, newest first: who, from where, what changed. */
export const auditLog = adminQuery
  .meta(rest.get('/audit', 'Observe', 'Read the audit log', { ...ADMIN, errors: ['not_found'] }))
  .input(
    z.object({
      ...scope,
      before: ObjectId.optional().meta({ description: 'Only acts before this one: the `next` of a page.' }),
      limit: z.int().min(1).max(500).default(50),
    }),
  )
  .output(z.object({ entries: z.array(AuditEntry), next: ObjectId.nullable() }))
  .query(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    const records = await ctx.api.core.store.audit.list({
      appId: app.id,
      limit: input.limit,
      ...(input.before === undefined ? {} : { beforeId: input.before }),
    });
    const entries = records.map(({ appId, detail, ...rest }) => ({
      ...rest,
      app: appId,
      detail: JSON.parse(detail),
    }));
    return { entries, next: records.length === input.limit ? (records.at(-1)?.id ?? null) : null };
  });
