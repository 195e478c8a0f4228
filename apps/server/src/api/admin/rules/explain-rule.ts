import { z } from 'zod';
import { adminQuery, appOf } from '../../base/trpc.ts';
import { ChannelName } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { RuleExplanationModel } from './rule-model.ts';

/** What a channel's name means, and why. */
export const explainRule = adminQuery
  .meta(
    rest.get('/rules/explain', 'Channel rules', 'Explain a channel’s rule', {
      ...ADMIN,
      errors: ['not_found'],
    }),
  )
  .input(z.object({ ...scope, channel: ChannelName }))
  .output(RuleExplanationModel)
  .query(({ ctx, input }) => ({
    channel: input.channel,
    ...appOf(ctx, input.app).rules.explain(input.channel),
  }));
