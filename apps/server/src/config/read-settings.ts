import { z } from 'zod';
import { Settings } from './settings.ts';

/** The configuration is wrong; the message says which variables and why, for the person who set them. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads the settings from `PARLEY_*` variables. Throws {@link SettingsError}. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.entries(environment).filter(([name, value]) => name.startsWith('PARLEY_') && value);
  const parsed = Settings.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new SettingsError(explain(parsed.error));
  const { PARLEY_TLS_CERT, PARLEY_TLS_KEY } = parsed.data;
  if ((PARLEY_TLS_CERT === undefined) !== (PARLEY_TLS_KEY === undefined)) {
    throw new SettingsError('PARLEY_TLS_CERT and PARLEY_TLS_KEY belong together; one of them is missing.');
  }
  requireTogether(parsed.data, ['PARLEY_VAPID_PUBLIC_KEY', 'PARLEY_VAPID_PRIVATE_KEY']);
  requireTogether(parsed.data, [
    'PARLEY_APNS_KEY_FILE',
    'PARLEY_APNS_KEY_ID',
    'PARLEY_APNS_TEAM_ID',
    'PARLEY_APNS_TOPIC',
  ]);
  requireTogether(parsed.data, [
    'PARLEY_S3_ENDPOINT',
    'PARLEY_S3_BUCKET',
    'PARLEY_S3_ACCESS_KEY_ID',
    'PARLEY_S3_SECRET_ACCESS_KEY',
  ]);
  return parsed.data;
}

/** Settings of which one means nothing without the others. */
function requireTogether(settings: Settings, names: ReadonlyArray<keyof Settings>): void {
  const missing = names.filter((name) => settings[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return;
  throw new SettingsError(`${names.join(', ')} belong together; not set: ${missing.join(', ')}.`);
}

function explain(error: z.ZodError): string {
  const lines = error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${issue.keys.join(', ')}: no such setting`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  return `The configuration is not valid.\n  ${lines.join('\n  ')}`;
}

/** The settings as they may be logged: secrets masked, unset ones left out. */
export function maskedSettings(settings: Settings): Record<string, unknown> {
  const secrets = new Set(
    Object.entries(Settings.shape)
      .filter(([, field]) => isSecret(field))
      .map(([name]) => name),
  );
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, secrets.has(name) ? '***' : value]),
  );
}

function isSecret(field: z.ZodType): boolean {
  return z.globalRegistry.get(field)?.secret === true;
}
