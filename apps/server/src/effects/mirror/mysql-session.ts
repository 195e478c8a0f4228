import type { Connection } from 'mariadb';
import type { MirrorRow } from './mirror-row.ts';
import { BATCH_TABLE, prepareTables } from './mysql-tables.ts';
import { TargetError } from './target-error.ts';

const PROBE: MirrorRow = { at: 0, message: 'Parley tries whether it can write here.', uid: '', rid: '' };
/** What a statement takes beside the text of its rows. */
const ROW_OVERHEAD = 64;
const STATEMENT_OVERHEAD = 1024;

/** One connection to the customer's database on which the tables are known to be there. */
export class MysqlSession {
  readonly connection: Connection;
  readonly #table: string;
  readonly #mirrorId: string;
  readonly #maxPacketBytes: number;

  private constructor(connection: Connection, table: string, mirrorId: string, maxPacketBytes: number) {
    this.connection = connection;
    this.#table = table;
    this.#mirrorId = mirrorId;
    this.#maxPacketBytes = maxPacketBytes;
  }

  static async open(connection: Connection, table: string, mirrorId: string): Promise<MysqlSession> {
    await prepareTables(connection, table, mirrorId);
    const [limits] = await connection.query<Array<{ packet: number }>>(
      'SELECT @@max_allowed_packet AS packet',
    );
    return new MysqlSession(connection, table, mirrorId, limits?.packet ?? 0);
  }

  /**
   * One transaction holds the rows and the id of their batch. It locks the record of the last batch first: if an earlier
   * connection was lost while its transaction was being committed, this waits until that came to an end, and then sees
   * what became of it.
   */
  async write(batchId: string, rows: readonly MirrorRow[]): Promise<'written' | 'known'> {
    const statement = this.#insertOf(rows);
    await this.connection.query('START TRANSACTION');
    const [last] = await this.connection.query<Array<{ batch: string }>>(
      `SELECT batch FROM ${BATCH_TABLE} WHERE mirror = ? FOR UPDATE`,
      [this.#mirrorId],
    );
    if (!last) throw new TargetError('unready', `The mirror's row in the table ${BATCH_TABLE} is gone.`);
    if (last.batch === batchId) {
      await this.connection.query('ROLLBACK');
      return 'known';
    }
    await this.connection.query(statement.sql, statement.values);
    await this.connection.query(`UPDATE ${BATCH_TABLE} SET batch = ? WHERE mirror = ?`, [
      batchId,
      this.#mirrorId,
    ]);
    await this.connection.query('COMMIT');
    return 'written';
  }

  async probe(): Promise<string> {
    const { sql, values } = this.#insertOf([PROBE]);
    await this.connection.query('START TRANSACTION');
    await this.connection.query(`SELECT batch FROM ${BATCH_TABLE} WHERE mirror = ? FOR UPDATE`, [
      this.#mirrorId,
    ]);
    await this.connection.query(sql, values);
    await this.connection.query('ROLLBACK');
    return this.connection.serverVersion();
  }

  #insertOf(rows: readonly MirrorRow[]): { sql: string; values: string[] } {
    this.#requireFit(rows);
    const places = rows.map(() => '(?,?,?,?)').join(',');
    const values = rows.flatMap(({ at, message, uid, rid }) => [utcSeconds(at), message, uid, rid]);
    return {
      sql: `INSERT INTO \`${this.#table}\` (insert_time, message, uid, rid) VALUES ${places}`,
      values,
    };
  }

  /** A server cuts the line to whoever sends it a longer statement than it takes, and says so only sometimes. */
  #requireFit(rows: readonly MirrorRow[]): void {
    let bytes = STATEMENT_OVERHEAD;
    for (const { message, uid, rid } of rows) {
      bytes += ROW_OVERHEAD + Buffer.byteLength(message) + Buffer.byteLength(uid) + Buffer.byteLength(rid);
    }
    // Quoting can double it, but seldom does.
    if (bytes * 2 <= this.#maxPacketBytes) return;
    const quoted = rows.reduce(
      (sum, { message }) => sum + Buffer.byteLength(this.connection.escape(message)),
      bytes,
    );
    if (quoted <= this.#maxPacketBytes) return;
    throw new TargetError(
      'refused',
      `The server takes no statement of more than ${this.#maxPacketBytes} bytes (max_allowed_packet).`,
    );
  }
}

/** `2026-01-31 23:59:59`, in UTC: as text, so that no time zone of a session changes it. */
function utcSeconds(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
