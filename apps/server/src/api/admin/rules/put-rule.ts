import { z } from 'zod';
import { RuleOverride } from '../../../core/rules/channel-rule.ts';
import { requireApplicable } from '../../../core/rules/fixed-fields.ts';
import { adminMutation, appOf } from '../../base/trpc.ts';
import { PatternText } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ADMIN, scope } from '../scope.ts';
import { recheckSessions } from './recheck-sessions.ts';
import { RuleModel, ruleModel } from './rule-model.ts';

/** Sets what a pattern changes; replaces the rule the pattern had. In force at once, on live subscriptions too. */
export const putRule = adminMutation
  .meta(
    rest.put('/rules', 'Channel rules', 'Set the rule of a pattern', {
      ...ADMIN,
      errors: ['not_found'],
      description:
        'Replaces the rule the pattern had. In force at once: live subscriptions are checked again. Who may enter and write ' +
        'in the channels of conversations and of single users, and that they are durable, is fixed.',
    }),
  )
  .input(z.object({ ...scope, pattern: PatternText, rule: RuleOverride.meta({ id: 'ChannelRuleOverride' }) }))
  .output(RuleModel)
  .mutation(async ({ ctx, input }) => {
    const app = appOf(ctx, input.app);
    requireApplicable(input.pattern, input.rule);
    const record = await ctx.api.core.apps.putRule(app.id, input.pattern, input.rule);
    recheckSessions(ctx.api.core, app);
    return ruleModel(record);
  });
