import { LRUCache } from 'lru-cache';
import { builtInRule } from './built-in-rules.ts';
import type { ChannelRule, RuleOverride } from './channel-rule.ts';
import { applicable } from './fixed-fields.ts';
import { bySpecificity, type Pattern, pattern } from './pattern.ts';

/** Why a name means what it means. */
export interface RuleExplanation {
  readonly rule: ChannelRule;
  readonly builtInPrefix: string;
  /** The app's pattern that refined it, or null. */
  readonly pattern: string | null;
}

const REMEMBERED_NAMES = 10_000;

/**
 * One app's rules: the built-in ones, refined by the most specific of the app's patterns that matches, except in what is
 * fixed of them.
 */
export class Rulebook {
  readonly #overrides: ReadonlyArray<{ pattern: Pattern; override: RuleOverride }>;
  readonly #resolved = new LRUCache<string, ChannelRule>({ max: REMEMBERED_NAMES });

  constructor(overrides: ReadonlyArray<{ pattern: string; override: RuleOverride }> = []) {
    this.#overrides = overrides
      .map((entry) => ({ pattern: pattern(entry.pattern), override: entry.override }))
      .sort((a, b) => bySpecificity(a.pattern, b.pattern));
  }

  resolve(channel: string): ChannelRule {
    const known = this.#resolved.get(channel);
    if (known) return known;
    const { rule } = this.explain(channel);
    this.#resolved.set(channel, rule);
    return rule;
  }

  explain(channel: string): RuleExplanation {
    const builtIn = builtInRule(channel);
    const match = this.#overrides.find((entry) => entry.pattern.matches(channel));
    return {
      rule: match ? { ...builtIn.rule, ...applicable(builtIn.prefix, match.override) } : builtIn.rule,
      builtInPrefix: builtIn.prefix,
      pattern: match?.pattern.text ?? null,
    };
  }
}
