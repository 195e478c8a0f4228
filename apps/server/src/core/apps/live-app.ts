import { ParleyError } from '../errors/parley-error.ts';
import { RuleOverride } from '../rules/channel-rule.ts';
import type { DefinedKeeping } from '../rules/defined-keeping.ts';
import { Rulebook } from '../rules/rulebook.ts';
import type { AppRecord, KeyRecord, RuleRecord } from '../store/app-store.ts';
import type { App } from './app.ts';
import { AppSettings } from './app-settings.ts';

/** The registry's own, changing view of an app; everybody else sees it as {@link App}. */
export class LiveApp implements App {
  readonly id: string;
  readonly createdAt: number;
  name: string;
  settings: AppSettings;
  keys: readonly KeyRecord[] = [];
  ruleRecords: readonly RuleRecord[] = [];
  rules: Rulebook;
  isDeleted = false;
  /** The last change of its name or settings, done or under way: the next one waits for it. */
  lastChange: Promise<unknown> = Promise.resolve();

  readonly #definedOf: (channel: string) => DefinedKeeping | null;

  /** @param definedOf what is defined of one of its channels by name. */
  constructor(record: AppRecord, definedOf: (channel: string) => DefinedKeeping | null = () => null) {
    this.#definedOf = definedOf;
    this.rules = new Rulebook([], definedOf);
    this.id = record.id;
    this.createdAt = record.createdAt;
    this.name = record.name;
    this.settings = AppSettings.parse(JSON.parse(record.settings));
  }

  setRules(records: readonly RuleRecord[]): void {
    this.ruleRecords = records;
    this.rules = new Rulebook(
      records.map((record) => ({ pattern: record.pattern, override: parseOverride(record) })),
      this.#definedOf,
    );
  }
}

function parseOverride(record: RuleRecord): RuleOverride {
  const parsed = RuleOverride.safeParse(JSON.parse(record.rule));
  if (parsed.success) return parsed.data;
  throw new ParleyError('internal', `The stored rule for ${record.pattern} is not valid.`, {
    cause: parsed.error,
  });
}
