import { z } from 'zod';
import { ChannelRule, RuleOverride } from '../../../core/rules/channel-rule.ts';
import type { RuleRecord } from '../../../core/store/app-store.ts';
import { ObjectId, PatternText, Timestamp } from '../../models/names.ts';

/** What a pattern of an app changes about the channels that match it. */
export const RuleModel = z
  .object({
    id: ObjectId,
    pattern: PatternText,
    rule: RuleOverride.meta({ id: 'ChannelRuleOverride' }),
    createdAt: Timestamp,
  })
  .meta({ id: 'AppRule' });

export const RuleExplanationModel = z
  .object({
    channel: z.string(),
    rule: ChannelRule.meta({ id: 'ChannelRule' }),
    builtInPrefix: z
      .string()
      .meta({ description: 'The built-in prefix that decided; empty for ordinary names.' }),
    definedBy: z.array(z.string()).meta({
      description:
        'The protocols whose clients had this very channel kept in the database, where its name alone would not. The ' +
        'app’s patterns count before that.',
    }),
    pattern: PatternText.nullable().meta({ description: 'The app’s pattern that refined it, if any.' }),
  })
  .meta({ id: 'RuleExplanation' });

export function ruleModel(record: RuleRecord): z.infer<typeof RuleModel> {
  const rule = RuleOverride.parse(JSON.parse(record.rule));
  return { id: record.id, pattern: record.pattern, rule, createdAt: record.createdAt };
}
