import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { RuleModel, ruleModel } from './rule-model.ts';

export const listRules = adminQuery
  .meta(
    rest.get('/rules', 'Channel rules', 'List the channel rules of an app', {
      ...ADMIN,
      errors: ['not_found'],
    }),
  )
  .input(z.object({ ...scope }))
  .output(z.object({ rules: z.array(RuleModel) }))
  .query(({ ctx, input }) => ({ rules: appOf(ctx, input.app).ruleRecords.map(ruleModel) }));
