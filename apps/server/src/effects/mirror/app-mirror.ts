import type { EffectSurroundings } from '../../core/effects/effects.ts';
import type { MirrorRecord } from '../../core/store/integration-store.ts';
import { type MirrorSettings, mirrorSettingsOf, StoredMirrorSettings } from './mirror-settings.ts';
import type { MirrorProgress } from './mirror-status.ts';
import type { MirrorTarget } from './mirror-target.ts';
import { MirrorWorker } from './mirror-worker.ts';

/** Makes the way to a customer's database. The password is unsealed when it is needed: that may fail. */
export type OpenTarget = (settings: StoredMirrorSettings, password: () => string) => MirrorTarget;

const DISABLED: MirrorProgress = { state: 'disabled', lastBatch: null, outage: null };

/** The mirror of one app as it is set now, at work if it is enabled. */
export class AppMirror {
  readonly record: MirrorRecord;
  readonly stored: StoredMirrorSettings;
  readonly settings: MirrorSettings;
  /** Null: disabled. */
  readonly worker: MirrorWorker | null;

  constructor(record: MirrorRecord, surroundings: EffectSurroundings, openTarget: OpenTarget) {
    this.record = record;
    this.stored = StoredMirrorSettings.parse(JSON.parse(record.settings));
    this.settings = mirrorSettingsOf(this.stored);
    const { appId, sealedPassword, batch } = record;
    const { batchRows, everyMs, enabled } = this.settings;
    this.worker = enabled
      ? new MirrorWorker({
          appId,
          batchRows,
          everyMs,
          lastBatch: batch,
          surroundings,
          target: openTarget(this.stored, () => openPassword(surroundings, appId, sealedPassword)),
        })
      : null;
    this.worker?.start();
  }

  get progress(): MirrorProgress {
    return this.worker?.progress ?? DISABLED;
  }

  /** The batch noted last. Whoever takes over goes on with it. */
  get lastBatch(): string | null {
    return this.worker ? this.worker.lastBatch : this.record.batch;
  }
}

export function sealPassword({ vault }: EffectSurroundings, appId: string, password: string): string | null {
  return password === '' ? null : vault.seal(password, sealedAs(appId));
}

export function openPassword({ vault }: EffectSurroundings, appId: string, sealed: string | null): string {
  return sealed === null ? '' : vault.open(sealed, sealedAs(appId));
}

function sealedAs(appId: string): string {
  return `mirror:${appId}`;
}
