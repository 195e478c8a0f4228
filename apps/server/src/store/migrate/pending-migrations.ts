import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Migration } from './migration.ts';

/** What the database remembers of a migration (a row of `_prisma_migrations` that was not rolled back). */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/**
 * The migrations still to apply. Throws `conflict` when the database and this server do not belong together: it holds
 * migrations that this server does not know (a newer server has been here), one whose file changed since, one that
 * stopped half-way, or one that a still missing one should have preceded.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finished } of applied) {
    const migration = byName.get(name);
    if (!migration) {
      throw refusal(
        `The database was migrated by a newer version of Parley: it holds "${name}", which this version does not ` +
          'know. Run that newer version, or restore a backup from before it.',
      );
    }
    if (!finished) {
      throw refusal(
        `The migration "${name}" was begun but did not finish. Restore the database from a backup and start again; ` +
          'if it is empty, drop and create it.',
      );
    }
    if (checksum !== migration.checksum) {
      throw refusal(
        `The migration "${name}" is not the one that was applied to this database: its file has changed. ` +
          'Reinstall Parley, or run the version that this database belongs to.',
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  const firstPending = known.findIndex(({ name }) => !done.has(name));
  if (firstPending === -1) return [];
  const pending = known.slice(firstPending);
  const late = pending.find(({ name }) => done.has(name));
  if (late) {
    throw refusal(
      `The migration "${late.name}" was applied, but "${pending[0]?.name}", which comes before it, was not.`,
    );
  }
  return pending;
}

function refusal(message: string): ParleyError {
  return new ParleyError('conflict', message);
}
