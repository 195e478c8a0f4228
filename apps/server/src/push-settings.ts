import { readFile } from 'node:fs/promises';
import { importPKCS8 } from 'jose';
import { SettingsError } from './config/read-settings.ts';
import type { Settings } from './config/settings.ts';
import type { ApnsAccess } from './effects/push/apns/apns-sender.ts';
import { ServiceAccount } from './effects/push/fcm/service-account.ts';
import type { PushOptions } from './effects/push/push-senders.ts';
import type { VapidDetails, VapidKeys } from './effects/push/web/web-push-sender.ts';
import { areVapidKeys } from './vapid-keys.ts';

/** No service asks whether somebody reads it, but it has to be an address. */
const NOBODY = 'mailto:admin@localhost';

/**
 * By what means devices are reached, as the settings say. Throws `SettingsError` for keys that cannot be used: better now
 * than when the first message is to be sent.
 *
 * @param made the VAPID keys that the server made itself.
 */
export async function pushOptions(settings: Settings, made: VapidKeys): Promise<PushOptions> {
  return {
    vapid: vapidDetails(settings, made),
    fcm: await serviceAccount(settings.PARLEY_FCM_SERVICE_ACCOUNT),
    apns: await apnsAccess(settings),
  };
}

/** The services that are on, for telling people. */
export function servicesOf({ fcm, apns }: PushOptions): string[] {
  return ['Web Push', ...(fcm ? ['FCM'] : []), ...(apns ? ['APNs'] : [])];
}

function vapidDetails(settings: Settings, made: VapidKeys): VapidDetails {
  const { PARLEY_VAPID_PUBLIC_KEY: publicKey, PARLEY_VAPID_PRIVATE_KEY: privateKey } = settings;
  const keys = publicKey === undefined || privateKey === undefined ? made : { publicKey, privateKey };
  if (!areVapidKeys(keys)) {
    throw new SettingsError('PARLEY_VAPID_PUBLIC_KEY is not the public half of PARLEY_VAPID_PRIVATE_KEY.');
  }
  return { ...keys, subject: vapidSubject(settings) };
}

function vapidSubject({ PARLEY_VAPID_SUBJECT, PARLEY_PUBLIC_URL }: Settings): string {
  if (PARLEY_VAPID_SUBJECT !== undefined) return PARLEY_VAPID_SUBJECT;
  return PARLEY_PUBLIC_URL?.startsWith('https:') ? PARLEY_PUBLIC_URL : NOBODY;
}

async function serviceAccount(path: string | undefined): Promise<ServiceAccount | null> {
  if (path === undefined) return null;
  const text = await readKeyFile('PARLEY_FCM_SERVICE_ACCOUNT', path);
  try {
    const account = ServiceAccount.parse(JSON.parse(text));
    await importPKCS8(account.private_key, 'RS256');
    return account;
  } catch {
    // What is wrong is not told in detail: the words would quote the key.
    throw new SettingsError(`PARLEY_FCM_SERVICE_ACCOUNT: ${path} is not the JSON file of a service account.`);
  }
}

async function apnsAccess(settings: Settings): Promise<ApnsAccess | null> {
  const {
    PARLEY_APNS_KEY_FILE: path,
    PARLEY_APNS_KEY_ID: keyId,
    PARLEY_APNS_TEAM_ID: teamId,
    PARLEY_APNS_TOPIC: topic,
    PARLEY_APNS_SANDBOX: sandbox,
  } = settings;
  if (path === undefined || keyId === undefined || teamId === undefined || topic === undefined) return null;
  const privateKey = await readKeyFile('PARLEY_APNS_KEY_FILE', path);
  try {
    await importPKCS8(privateKey, 'ES256');
  } catch {
    throw new SettingsError(`PARLEY_APNS_KEY_FILE: ${path} is not a key of APNs (a .p8 file).`);
  }
  return { privateKey, keyId, teamId, topic, sandbox };
}

async function readKeyFile(variable: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new SettingsError(`${variable}: ${path} cannot be read.`, { cause });
  }
}
