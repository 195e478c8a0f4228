import type { Rulebook } from '../rules/rulebook.ts';
import type { KeyRecord, RuleRecord } from '../store/app-store.ts';
import type { AppSettings } from './app-settings.ts';

/**
 * A tenant, as it stands now. Its fields are replaced when an administrator changes them, so whoever holds the object
 * always sees the current state. Nothing crosses apps.
 */
export interface App {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly settings: AppSettings;
  readonly keys: readonly KeyRecord[];
  readonly ruleRecords: readonly RuleRecord[];
  readonly rules: Rulebook;
  /** It was deleted: whoever still holds it may do nothing in it any more. */
  readonly isDeleted: boolean;
}
