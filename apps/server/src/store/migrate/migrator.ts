import type { Migration } from './migration.ts';
import type { AppliedMigration } from './pending-migrations.ts';

/** A connection that holds the database's migration lock; disposing gives it back. */
export interface Migrator extends AsyncDisposable {
  /** What the database remembers, in order of application. */
  applied(): Promise<AppliedMigration[]>;
  apply(migration: Migration): Promise<void>;
}
