import type { Runtime } from '../../runtime/runtime.ts';
import type { AddressGuard } from '../address-guard.ts';
import { connectMysql } from './connect-mysql.ts';
import type { MirrorRow } from './mirror-row.ts';
import type { StoredMirrorSettings } from './mirror-settings.ts';
import type { MirrorTarget } from './mirror-target.ts';
import { MysqlSession } from './mysql-session.ts';
import { mysqlTargetError } from './mysql-target-error.ts';
import { TargetError } from './target-error.ts';
import { withDeadline } from './with-deadline.ts';

/** Longest that a batch may take, connecting included. Longer than the server itself waits for a lock. */
const ANSWER_MS = 30_000;
/** A connection that nobody used for so long is closed: it is the customer's, and networks forget silent ones. */
const IDLE_MS = 60_000;
const FAREWELL_MS = 1_000;

export interface MysqlTargetOptions {
  readonly settings: StoredMirrorSettings;
  readonly password: () => string;
  readonly guard: AddressGuard;
  readonly runtime: Runtime;
}

/** A MySQL or MariaDB of the customer, reached by one connection, which is opened again after any failure. */
export class MysqlTarget implements MirrorTarget {
  readonly #options: MysqlTargetOptions;
  #session: MysqlSession | null = null;
  #idle: Disposable | null = null;
  #attempt: AbortController | null = null;

  constructor(options: MysqlTargetOptions) {
    this.#options = options;
  }

  write(batchId: string, rows: readonly MirrorRow[]): Promise<'written' | 'known'> {
    return this.#use((session) => session.write(batchId, rows));
  }

  probe(): Promise<string> {
    return this.#use((session) => session.probe());
  }

  async disconnect(): Promise<void> {
    this.#idle?.[Symbol.dispose]();
    this.#attempt?.abort(new TargetError('unready', 'Parley ended the connection.'));
    const connection = this.#session?.connection;
    this.#session = null;
    if (!connection) return;
    const late = (): Error => new TargetError('unready', 'The server does not take leave.');
    await withDeadline(this.#options.runtime.timers, FAREWELL_MS, connection.end(), late)
      // Whatever kept it from a good end: the line is cut.
      .catch(() => connection.destroy());
  }

  async #use<Result>(work: (session: MysqlSession) => Promise<Result>): Promise<Result> {
    const { timers } = this.#options.runtime;
    this.#idle?.[Symbol.dispose]();
    const isReused = this.#session !== null;
    const attempt = new AbortController();
    this.#attempt = attempt;
    try {
      const answer = Promise.race([this.#connected(attempt.signal).then(work), abortion(attempt.signal)]);
      return await withDeadline(timers, ANSWER_MS, answer, () => {
        return new TargetError('unready', `The server did not answer in ${ANSWER_MS / 1000} s.`);
      });
    } catch (error) {
      const failure = mysqlTargetError(error);
      const isEnded = attempt.signal.aborted;
      const isLost = isReused && this.#session?.connection.isValid() === false;
      attempt.abort(failure);
      if (failure.fault === 'unready' || !(await this.#rollBack())) this.#drop();
      // It was lost while it lay idle, which says nothing of the server; and no batch is written twice.
      if (isLost && !isEnded) return await this.#use(work);
      throw failure;
    } finally {
      if (this.#attempt === attempt) this.#attempt = null;
      this.#idle?.[Symbol.dispose]();
      if (this.#session) this.#idle = timers.after(IDLE_MS, () => void this.disconnect());
    }
  }

  /** A connection made for an attempt that is over by then is closed: nobody waits for it. */
  async #connected(signal: AbortSignal): Promise<MysqlSession> {
    if (this.#session?.connection.isValid()) return this.#session;
    const { settings, password, guard } = this.#options;
    const connection = await connectMysql(settings, password(), guard);
    // It fails of itself when the server goes away; an error that nobody hears would end the process.
    connection.on('error', () => connection.destroy());
    try {
      signal.throwIfAborted();
      const session = await MysqlSession.open(connection, settings.table, settings.id);
      signal.throwIfAborted();
      this.#session = session;
      return session;
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }

  /** After a refusal the connection is as good as before; returns false if it is not. */
  async #rollBack(): Promise<boolean> {
    try {
      await this.#session?.connection.query('ROLLBACK');
      return true;
    } catch {
      return false;
    }
  }

  #drop(): void {
    this.#session?.connection.destroy();
    this.#session = null;
  }
}

/** Rejects with the reason as soon as the signal is aborted. */
function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
