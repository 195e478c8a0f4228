import { ParleyError } from '../errors/parley-error.ts';
import type { KeyKind } from '../store/app-store.ts';
import type { App } from './app.ts';
import type { AppRegistry } from './app-registry.ts';
import { AppSettings } from './app-settings.ts';
import { fingerprint } from './key-vault.ts';

/** A key that the default app must have. */
export interface WantedKey {
  readonly kind: KeyKind;
  readonly value: string;
  /**
   * The app gets it even if it exists already: the operator asks for it, or it was made just now. Any other was given
   * to the app before; if it is gone, somebody revoked it, and no restart may bring it back.
   */
  readonly isNew: boolean;
}

/**
 * Makes sure that the default app exists and has these keys. Keys it had before stay: an old one is revoked by whoever
 * no longer wants it, not by a restart.
 */
export async function ensureDefaultApp(
  apps: AppRegistry,
  id: string,
  keys: readonly WantedKey[],
): Promise<App> {
  const isKnown = apps.has(id);
  const app = isKnown ? apps.get(id) : await apps.create(id, 'Default app', AppSettings.parse({}));
  for (const wanted of keys) {
    if (isKnown && !wanted.isNew) continue;
    const lookup = wanted.kind === 'client' ? wanted.value : fingerprint(wanted.value);
    if (app.keys.some((key) => key.kind === wanted.kind && key.lookup === lookup)) continue;
    refuseTaken(apps, app, wanted, lookup);
    await apps.createKey(id, wanted.kind, wanted.value);
  }
  return apps.get(id);
}

function refuseTaken(apps: AppRegistry, app: App, wanted: WantedKey, lookup: string): void {
  const owner = apps
    .list()
    .find(
      (other) =>
        other.id !== app.id && other.keys.some((key) => key.kind === wanted.kind && key.lookup === lookup),
    );
  if (owner)
    throw new ParleyError('conflict', `The ${wanted.kind} key given for ${app.id} belongs to ${owner.id}.`);
}
