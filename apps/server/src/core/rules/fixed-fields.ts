import { ParleyError } from '../errors/parley-error.ts';
import { builtInRule } from './built-in-rules.ts';
import type { ChannelRule, RuleOverride } from './channel-rule.ts';

type Field = keyof ChannelRule;

const ENTRY: readonly Field[] = ['access', 'identity'];
const WHOLE: readonly Field[] = [...ENTRY, 'publish', 'log'];

/**
 * By built-in prefix, what no pattern of an app changes: a rule for `*` must not open what belongs to one user or to the
 * members of a conversation, nor take it out of the database, where chat reads it.
 */
const FIXED: ReadonlyMap<string, readonly Field[]> = new Map([
  ['conversation:', WHOLE],
  ['user:', WHOLE],
  ['#server-to-user-', ENTRY],
]);

/** What of an app's pattern counts for a name with this built-in prefix. */
export function applicable(prefix: string, override: RuleOverride): Partial<ChannelRule> {
  const fixed = FIXED.get(prefix) ?? [];
  return Object.fromEntries(
    Object.entries(override).filter(
      ([field, value]) => value !== undefined && !fixed.some((name) => name === field),
    ),
  );
}

/** Throws `bad_request` for a pattern that is about such names alone and would change what is fixed of them. */
export function requireApplicable(pattern: string, override: RuleOverride): void {
  const [start = ''] = pattern.split('*');
  const fixed = FIXED.get(builtInRule(start).prefix) ?? [];
  const field = fixed.find((name) => override[name] !== undefined);
  if (field === undefined) return;
  throw new ParleyError('bad_request', `rule.${field}: is fixed for the channels that ${pattern} names.`);
}
