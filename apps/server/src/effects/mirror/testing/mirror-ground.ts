import * as mariadb from 'mariadb';
import { z } from 'zod';
import { type MovableRuntime, movableRuntime } from '../../../../test/harness/movable-runtime.ts';
import { AppRegistry } from '../../../core/apps/app-registry.ts';
import { KeyVault } from '../../../core/apps/key-vault.ts';
import { Body } from '../../../core/event/body.ts';
import { Stats } from '../../../core/stats/app-stats.ts';
import type { Store } from '../../../core/store/store.ts';
import { Closing } from '../../../runtime/closing.ts';
import { createMariadbDatabase } from '../../../store/testing/test-mariadb.ts';
import { openTestStore } from '../../../store/testing/test-store.ts';
import { AddressGuard } from '../../address-guard.ts';
import { MirrorSettings } from '../mirror-settings.ts';
import { Mirrors } from '../mirrors.ts';
import { type MysqlLink, mysqlLink } from './mysql-link.ts';

const CopiedRow = z.object({ time: z.string(), message: z.string(), uid: z.string(), rid: z.string() });
export type CopiedRow = z.infer<typeof CopiedRow>;

/** What mirrors stand on in tests: our own store, and a MariaDB of a customer with a line to it that can be cut. */
export interface MirrorGround extends AsyncDisposable {
  readonly store: Store;
  readonly runtime: MovableRuntime;
  readonly stats: Stats;
  readonly link: MysqlLink;
  /** What the customer's server shows for `localhost` and 127.0.0.1 (PEM). */
  readonly certificate: string;
  /** What whoever runs the server was told. */
  readonly failures: unknown[];
  settings(changes?: Partial<z.input<typeof MirrorSettings>>): MirrorSettings;
  /** Mirrors as a server process has them; closed with everything else at the latest. */
  open(store?: Store): Promise<Mirrors>;
  /** Stores a message as the event log does: with what is planned for it, in the store that the process has. */
  say(
    mirrors: Mirrors,
    message: unknown,
    where?: { room?: string; user?: string | null; app?: string },
  ): Promise<void>;
  /** Runs a statement in the customer's database. */
  query(sql: string): Promise<unknown>;
  /** The rows in the customer's database, in order. */
  rows(table?: string): Promise<CopiedRow[]>;
  messages(): Promise<string[]>;
}

export async function mirrorGround(): Promise<MirrorGround> {
  const closing = new Closing();
  return closing.attempt(() => lay(closing));
}

async function lay(closing: Closing): Promise<MirrorGround> {
  const { store } = closing.use(await openTestStore({ apps: ['acme', 'other'] }));
  const database = await createMariadbDatabase();
  closing.defer(() => database.drop());
  const { hostname, port, pathname } = new URL(database.url);
  const customer = await mariadb.createConnection({
    host: hostname,
    port: Number(port),
    user: 'root',
    database: pathname.slice(1),
    dateStrings: true,
  });
  closing.defer(() => customer.end());
  const link = closing.use(await mysqlLink(Number(port)));
  const runtime = movableRuntime();
  const stats = new Stats();
  const failures: unknown[] = [];
  const vault = new KeyVault(Buffer.alloc(32, 7), runtime.chance);
  const onFailure = (cause: unknown): void => void failures.push(cause);

  const rows = async (table = 'socketlink_messages'): Promise<CopiedRow[]> => {
    const found: unknown = await customer.query(
      `SELECT insert_time AS time, message, uid, rid FROM ${table} ORDER BY id`,
    );
    return z.array(CopiedRow).parse(found);
  };
  return {
    store,
    runtime,
    stats,
    link,
    certificate: database.certificate,
    failures,
    settings: (changes = {}) =>
      MirrorSettings.parse({
        host: '127.0.0.1',
        port: link.port,
        user: 'root',
        database: pathname.slice(1),
        tls: 'off',
        ...changes,
      }),
    open: async (own = store) => {
      const apps = await AppRegistry.load(own.apps, runtime, { vault, onFailure });
      const surroundings = { store: own, runtime, apps, vault, stats, onFailure };
      return closing.use(await Mirrors.open(surroundings, new AddressGuard(['*'])));
    },
    say: async (mirrors, message, { room = 'pub-cache-x', user = 'ann', app = 'acme' } = {}) => {
      const planned = mirrors.plan({
        kind: 'message',
        appId: app,
        channel: room,
        at: runtime.clock.now(),
        userId: user,
        id: runtime.ids.next(),
        name: 'message',
        body: Body.ofValue(message),
      });
      await store.effects.add(planned);
      mirrors.stored(planned);
    },
    query: (sql) => customer.query(sql),
    rows,
    messages: async () => (await rows()).map(({ message }) => message),
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}
