import { z } from 'zod';
import { RIGHTS } from '../../core/access/grant.ts';
import { userIdOf } from '../../core/access/principal.ts';
import { procedure } from '../base/trpc.ts';
import { AppId, ObjectId, PatternText, Timestamp, UserId } from '../models/names.ts';
import { rest } from '../rest/rest.ts';

/** Who the server takes the caller for, and what it may do. */
export const whoAmI = procedure
  .meta(rest.get('/session', 'Session', 'See who you are to the server'))
  .output(
    z
      .object({
        app: AppId,
        kind: z.enum(['anonymous', 'user', 'admin', 'operator']),
        user: UserId.nullable(),
        session: ObjectId.nullable().meta({ description: 'The live connection; null over HTTP.' }),
        grants: z.array(z.object({ pattern: PatternText, rights: z.array(z.enum(RIGHTS)) })),
        expiresAt: Timestamp.nullable().meta({ description: 'When the token ends; null: never.' }),
      })
      .meta({ id: 'WhoAmI' }),
  )
  .query(({ ctx }) => {
    const { app, principal, grants, sessionId } = ctx.actor;
    const { session, identity } = ctx.api;
    return {
      app: app.id,
      kind: principal.kind,
      user: userIdOf(principal),
      session: sessionId,
      grants: grants.map((grant) => ({ pattern: grant.pattern.text, rights: [...grant.rights] })),
      expiresAt: session?.expiresAt ?? identity?.expiresAt ?? null,
    };
  });
