import { LRUCache } from 'lru-cache';
import { builtInRule } from './built-in-rules.ts';
import type { ChannelRule, RuleOverride } from './channel-rule.ts';
import type { DefinedKeeping } from './defined-keeping.ts';
import { applicable } from './fixed-fields.ts';
import { bySpecificity, type Pattern, pattern } from './pattern.ts';

/** Why a name means what it means. */
export interface RuleExplanation {
  readonly rule: ChannelRule;
  readonly builtInPrefix: string;
  /** The protocols whose definition of the channel has it kept in the database; none where its name says so already. */
  readonly definedBy: string[];
  /** The app's pattern that refined it, or null. */
  readonly pattern: string | null;
}

const REMEMBERED_NAMES = 10_000;

/**
 * One app's rules: the built-in ones; where these keep a channel in memory, what was defined of it by name; and over both
 * the most specific of the app's patterns that matches, except in what is fixed of the name.
 */
export class Rulebook {
  readonly #overrides: ReadonlyArray<{ pattern: Pattern; override: RuleOverride }>;
  readonly #definedOf: (channel: string) => DefinedKeeping | null;
  readonly #resolved = new LRUCache<string, ChannelRule>({ max: REMEMBERED_NAMES });

  /** @param definedOf what was defined of a channel by name, as it stands now; see {@link forget}. */
  constructor(
    overrides: ReadonlyArray<{ pattern: string; override: RuleOverride }> = [],
    definedOf: (channel: string) => DefinedKeeping | null = () => null,
  ) {
    this.#overrides = overrides
      .map((entry) => ({ pattern: pattern(entry.pattern), override: entry.override }))
      .sort((a, b) => bySpecificity(a.pattern, b.pattern));
    this.#definedOf = definedOf;
  }

  resolve(channel: string): ChannelRule {
    const known = this.#resolved.get(channel);
    if (known) return known;
    const { rule } = this.explain(channel);
    this.#resolved.set(channel, rule);
    return rule;
  }

  /** What is defined of the channel changed: it is resolved anew. */
  forget(channel: string): void {
    this.#resolved.delete(channel);
  }

  explain(channel: string): RuleExplanation {
    const builtIn = builtInRule(channel);
    const defined = builtIn.rule.log === 'volatile' ? this.#definedOf(channel) : null;
    const rule = defined ? kept(builtIn.rule, defined) : builtIn.rule;
    const match = this.#overrides.find((entry) => entry.pattern.matches(channel));
    return {
      rule: match ? { ...rule, ...applicable(builtIn.prefix, match.override) } : rule,
      builtInPrefix: builtIn.prefix,
      definedBy: [...(defined?.owners ?? [])],
      pattern: match?.pattern.text ?? null,
    };
  }
}

function kept(rule: ChannelRule, { retainMs, retainEvents }: DefinedKeeping): ChannelRule {
  return { ...rule, log: 'durable', retainMs, retainEvents };
}
