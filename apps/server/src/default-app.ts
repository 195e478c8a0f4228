import { SettingsError } from './config/read-settings.ts';
import type { Settings } from './config/settings.ts';
import type { App } from './core/apps/app.ts';
import type { AppRegistry } from './core/apps/app-registry.ts';
import { ensureDefaultApp } from './core/apps/ensure-default-app.ts';
import { fingerprint } from './core/apps/key-vault.ts';
import { ParleyError } from './core/errors/parley-error.ts';
import type { KeyKind } from './core/store/app-store.ts';
import { type KeptSecrets, keptSecretsFile, noteGiven } from './kept-secrets.ts';

/** A key that the default app was made with. */
export interface DefaultKey {
  readonly kind: KeyKind;
  readonly value: string;
  /** Where whoever starts the server finds it. */
  readonly where: string;
  /** It was given by a variable; otherwise the server made it. */
  readonly isConfigured: boolean;
}

export type DefaultKeys = Readonly<Record<KeyKind, DefaultKey>>;

/** The keys of the default app: those that variables give, else those that the server made itself. */
export function defaultKeys(settings: Settings, kept: KeptSecrets): DefaultKeys {
  const file = keptSecretsFile(settings.PARLEY_DATA_DIR);
  const key = (
    kind: KeyKind,
    variable: 'PARLEY_APP_KEY' | 'PARLEY_APP_SECRET' | 'PARLEY_ADMIN_KEY',
    made: string,
  ): DefaultKey => {
    const given = settings[variable];
    return given === undefined
      ? { kind, value: made, where: file, isConfigured: false }
      : { kind, value: given, where: variable, isConfigured: true };
  };
  return {
    client: key('client', 'PARLEY_APP_KEY', kept.appKey),
    secret: key('secret', 'PARLEY_APP_SECRET', kept.appSecret),
    admin: key('admin', 'PARLEY_ADMIN_KEY', kept.adminKey),
  };
}

/**
 * Makes sure that the default app is there. A key that variables give it has after every start; one that the server
 * made is given once, so that it stays revoked when it was.
 */
export async function openDefaultApp(
  apps: AppRegistry,
  settings: Settings,
  kept: KeptSecrets,
): Promise<{ app: App; isNew: boolean; keys: DefaultKeys }> {
  const isNew = !apps.has(settings.PARLEY_APP_ID);
  const keys = defaultKeys(settings, kept);
  const wanted = Object.values(keys).map(({ kind, value, isConfigured }) => ({
    kind,
    value,
    isNew: isConfigured || !kept.areGiven,
  }));
  const app = await ensureDefaultApp(apps, settings.PARLEY_APP_ID, wanted).catch((error: unknown) => {
    throw ownKeysWanted(error, settings.PARLEY_APP_ID);
  });
  if (!kept.areGiven) await noteGiven(settings.PARLEY_DATA_DIR, kept);
  return { app, isNew, keys };
}

/** What to do when a key belongs to another app, as the keys do that the server made for its first one. */
function ownKeysWanted(error: unknown, appId: string): unknown {
  if (!(error instanceof ParleyError) || error.code !== 'conflict') return error;
  const advice = `Set PARLEY_APP_KEY, PARLEY_APP_SECRET and PARLEY_ADMIN_KEY to keys of ${appId}'s own.`;
  return new SettingsError(`${error.message} ${advice}`, { cause: error });
}

/** Whether the app still has the key, and it does not end. */
export function stillHolds(app: App, { kind, value }: DefaultKey): boolean {
  const lookup = kind === 'client' ? value : fingerprint(value);
  return app.keys.some((key) => key.kind === kind && key.lookup === lookup && key.expiresAt === null);
}
