import type { EffectSurroundings } from '../../core/effects/effects.ts';
import type { MessageHappening } from '../../core/effects/happening.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { roomKindOf } from '../../core/rules/room-name.ts';
import type { NewEffect } from '../../core/store/effect-store.ts';
import type { MirrorRecord } from '../../core/store/integration-store.ts';
import type { AddressGuard } from '../address-guard.ts';
import { AppMirror, type OpenTarget, openPassword, sealPassword } from './app-mirror.ts';
import { mirrorPayload } from './mirror-row.ts';
import { type MirrorSettings, type StoredMirrorSettings, sameDestination } from './mirror-settings.ts';
import { type MirrorStatus, mirrorStatus } from './mirror-status.ts';
import type { MirrorWorker } from './mirror-worker.ts';
import { MysqlTarget } from './mysql-target.ts';
import { discardRefused, removeQueue, retryRefused } from './refused-rows.ts';
import { TargetError } from './target-error.ts';
import { withDeadline } from './with-deadline.ts';

/** How a mirror is set. The password is told to nobody. */
export interface MirrorView {
  readonly settings: MirrorSettings;
  readonly hasPassword: boolean;
  /** When it was set up (ms). */
  readonly createdAt: number;
}

/** New settings. */
export interface MirrorChange {
  readonly settings: MirrorSettings;
  /** Absent: the one there is, as long as it goes to the same server and user. */
  readonly password?: string | undefined;
}

/** What to try; what is absent: as it is set. */
export type Trial = { readonly [Field in keyof MirrorChange]?: MirrorChange[Field] | undefined };

/** Whether the customer's database would take rows. */
export type MirrorTest =
  | { readonly ok: true; readonly server: string }
  | { readonly ok: false; readonly reason: string };

/** Longest that a caller of {@link Mirrors.sync} waits. */
const SYNC_MS = 30_000;
/** Longest that the end of the server waits for rows to be written, and then for what is on its way. */
const LAST_FLUSH_MS = 5_000;
const STOP_MS = 2_000;

const NOTHING: readonly NewEffect[] = [];

/**
 * The MySQL databases that apps have their cache rooms copied into. Rows are queued in the transaction that stores the
 * message, and each is written once: see `batch-queue.ts`.
 */
export class Mirrors implements AsyncDisposable {
  readonly #surroundings: EffectSurroundings;
  readonly #guard: AddressGuard;
  readonly #openTarget: OpenTarget;
  readonly #byApp = new Map<string, AppMirror>();
  /** The last change of each app's mirror, done or under way: the next one waits for it. */
  readonly #lastChanges = new Map<string, Promise<unknown>>();

  private constructor(surroundings: EffectSurroundings, guard: AddressGuard) {
    this.#surroundings = surroundings;
    this.#guard = guard;
    this.#openTarget = (settings, password) =>
      new MysqlTarget({ settings, password, guard, runtime: surroundings.runtime });
  }

  static async open(surroundings: EffectSurroundings, guard: AddressGuard): Promise<Mirrors> {
    const mirrors = new Mirrors(surroundings, guard);
    for (const record of await surroundings.store.integrations.listMirrors()) mirrors.#begin(record);
    return mirrors;
  }

  plan(message: MessageHappening): readonly NewEffect[] {
    const { appId, channel, at } = message;
    if (!this.#byApp.get(appId)?.settings.enabled) return NOTHING;
    if (!roomKindOf(channel)?.isCache) return NOTHING;
    const id = this.#surroundings.runtime.ids.next();
    const payload = mirrorPayload(message);
    return [
      { id, appId, kind: 'mirror', target: '', lane: channel, event: 'message', payload, createdAt: at },
    ];
  }

  stored(effects: readonly NewEffect[]): void {
    for (const { kind, appId, payload } of effects) {
      if (kind === 'mirror') this.#byApp.get(appId)?.worker?.queued(payload.length);
    }
  }

  /** Throws `not_found` if the app has none. */
  get(appId: string): MirrorView {
    return viewOf(this.#require(appId));
  }

  /**
   * Sets an app's mirror, effective at once: what waits goes where the new settings say.
   *
   * @throws ParleyError `forbidden`: the server may not call that host. `conflict`: another server or user needs the
   * password again.
   */
  put(appId: string, { settings, password }: MirrorChange): Promise<MirrorView> {
    return this.#inTurn(appId, async () => {
      const { store, runtime } = this.#surroundings;
      await this.#requireAllowed(settings.host);
      const before = this.#byApp.get(appId);
      const sealedPassword = this.#sealed(appId, settings, password);
      // What was planned while the last mirror was deleted may have come after it.
      if (!before) await removeQueue(store.effects, appId);
      await before?.worker?.stop(STOP_MS);
      const stored: StoredMirrorSettings = { ...settings, id: before?.stored.id ?? runtime.ids.next() };
      const record: MirrorRecord = {
        appId,
        settings: JSON.stringify(stored),
        sealedPassword,
        createdAt: before?.record.createdAt ?? runtime.clock.now(),
        batch: before?.lastBatch ?? null,
      };
      try {
        await store.integrations.putMirror(record);
      } catch (error) {
        if (before) this.#begin({ ...before.record, batch: before.lastBatch });
        throw error;
      }
      return viewOf(this.#begin(record));
    });
  }

  /** Ends an app's mirror and forgets what waits for it. Throws `not_found`. */
  delete(appId: string): Promise<void> {
    return this.#inTurn(appId, async () => {
      const mirror = this.#require(appId);
      const { effects, integrations } = this.#surroundings.store;
      await integrations.deleteMirror(appId);
      this.#byApp.delete(appId);
      await mirror.worker?.stop(STOP_MS);
      await removeQueue(effects, appId);
    });
  }

  /** Throws `not_found` if the app has no mirror. */
  async status(appId: string): Promise<MirrorStatus> {
    const { progress } = this.#require(appId);
    return mirrorStatus(this.#surroundings.store.effects, appId, progress);
  }

  /**
   * Tries whether rows could be written, with the given settings or those there are; leaves none behind.
   *
   * @throws ParleyError `not_found`: no settings given and none there. `conflict`: see {@link put}.
   */
  async test(appId: string, change: Trial = {}): Promise<MirrorTest> {
    const settings = change.settings ?? this.#require(appId).settings;
    const sealed = this.#sealed(appId, settings, change.password);
    const id = this.#byApp.get(appId)?.stored.id ?? this.#surroundings.runtime.ids.next();
    const target = this.#openTarget({ ...settings, id }, () =>
      openPassword(this.#surroundings, appId, sealed),
    );
    try {
      return { ok: true, server: await target.probe() };
    } catch (error) {
      if (error instanceof TargetError) return { ok: false, reason: error.message };
      throw error;
    } finally {
      await target.disconnect();
    }
  }

  /**
   * Resolves when everything that was stored before the call is in the customer's database.
   *
   * @throws ParleyError `forbidden`: the app has no mirror, or it is disabled. `unavailable`: it could not be written,
   * or not in 30 s, or the database refused rows. Nothing is lost by that.
   */
  async sync(appId: string): Promise<void> {
    const { store, runtime } = this.#surroundings;
    const worker = this.#byApp.get(appId)?.worker;
    if (!worker) {
      throw new ParleyError('forbidden', 'MySQL integration is disabled!', {
        fix: 'Set up a mirror for the app, or switch it on: PUT /api/v1/mirror.',
      });
    }
    await withDeadline(runtime.timers, SYNC_MS, worker.flush(), () => {
      return new ParleyError('unavailable', `Rows still wait after ${SYNC_MS / 1000} s; they go on.`);
    });
    const { dead } = await store.effects.count(appId, 'mirror');
    if (dead === 0) return;
    throw new ParleyError(
      'unavailable',
      `Everything else was written, but the database refused ${dead} row(s): see the status of the mirror, then send them again or discard them.`,
    );
  }

  /** Queues again what the customer's database refused; returns how many. Throws `not_found`. */
  async retryRefused(appId: string): Promise<number> {
    this.#require(appId);
    const { store, runtime } = this.#surroundings;
    return retryRefused(store.effects, {
      appId,
      now: runtime.clock.now(),
      onRevived: ({ payload }) => this.#byApp.get(appId)?.worker?.queued(payload.length),
    });
  }

  /** Forgets what the customer's database refused; returns how many rows. Throws `not_found`. */
  discardRefused(appId: string): Promise<number> {
    this.#require(appId);
    return discardRefused(this.#surroundings.store.effects, appId);
  }

  forgetApp(appId: string): void {
    this.#inTurn(appId, async () => {
      const mirror = this.#byApp.get(appId);
      this.#byApp.delete(appId);
      await mirror?.worker?.stop(0);
    }).catch((error: unknown) => this.#surroundings.onFailure(error));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#lastChanges.values());
    await Promise.all([...this.#byApp.values()].map(({ worker }) => worker && this.#finish(worker)));
    this.#byApp.clear();
  }

  async #finish(worker: MirrorWorker): Promise<void> {
    const { timers } = this.#surroundings.runtime;
    const late = (): Error => new ParleyError('unavailable', 'The rest is written after the next start.');
    // Whatever cannot be written now waits in our own database for the next start.
    await withDeadline(timers, LAST_FLUSH_MS, worker.flush(), late).catch(() => undefined);
    await worker.stop(STOP_MS);
  }

  #begin(record: MirrorRecord): AppMirror {
    const mirror = new AppMirror(record, this.#surroundings, this.#openTarget);
    this.#byApp.set(record.appId, mirror);
    return mirror;
  }

  #require(appId: string): AppMirror {
    const mirror = this.#byApp.get(appId);
    if (mirror) return mirror;
    throw new ParleyError('not_found', 'The app has no mirror.');
  }

  /** A host that is unknown now may be known later; one in a private network is a mistake to be told at once. */
  async #requireAllowed(host: string): Promise<void> {
    await this.#guard.addressesOf(host).catch((error: unknown) => {
      if (error instanceof ParleyError && error.code === 'unavailable') return;
      throw error;
    });
  }

  /** The password to keep. One that is known already is not shown to another server: it is not its business. */
  #sealed(appId: string, settings: MirrorSettings, password: string | undefined): string | null {
    if (password !== undefined) return sealPassword(this.#surroundings, appId, password);
    const before = this.#byApp.get(appId);
    const kept = before?.record.sealedPassword ?? null;
    if (!before || kept === null || sameDestination(before.settings, settings)) return kept;
    throw new ParleyError('conflict', 'Another host, port, user or kind of TLS needs the password again.');
  }

  #inTurn<Result>(appId: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#lastChanges.get(appId) ?? Promise.resolve()).then(work);
    const ended = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#lastChanges.get(appId) === ended) this.#lastChanges.delete(appId);
      });
    this.#lastChanges.set(appId, ended);
    return turn;
  }
}

function viewOf({ settings, record }: AppMirror): MirrorView {
  return { settings, hasPassword: record.sealedPassword !== null, createdAt: record.createdAt };
}
