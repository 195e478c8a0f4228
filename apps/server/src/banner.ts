import type { KeyKind } from './core/store/app-store.ts';

/** What a newcomer needs to see once the server runs. */
export interface BannerFacts {
  /** Where the server is reached: `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly appId: string;
  /** The keys that the app was made with; null for one that was revoked or replaced since. */
  readonly keys: Readonly<Record<KeyKind, BannerKey | null>>;
  readonly adminUser: string;
  /** Only when it was generated at this start. */
  readonly newPassword: string | null;
  /** Secrets are shown at the first start and on terminals; other output may be kept by somebody. */
  readonly showSecrets: boolean;
}

export interface BannerKey {
  readonly value: string;
  /** Where it can be looked up: a file or a variable. */
  readonly where: string;
}

export function banner(facts: BannerFacts): string {
  const { url, keys, newPassword, showSecrets } = facts;
  const appKey = keys.client?.value ?? '<client key>';
  const adminKey = (showSecrets && keys.admin?.value) || '<admin key>';
  const password = newPassword === null ? '' : `  password      ${newPassword}   (shown this once)\n`;
  return `
Parley is ready.

  dashboard     ${url}/dashboard/
  sign in as    ${facts.adminUser}
${password}  app           ${facts.appId}
  client key    ${told(keys.client, true)}${keys.client ? '   (public)' : ''}
  app secret    ${told(keys.secret, showSecrets)}
  admin key     ${told(keys.admin, showSecrets)}
  API           ${url}/docs

Listen (leave it running):

  curl -N -H 'api-key: ${adminKey}' ${url}/api/v1/channels/pub-cache-lobby/events

Publish, from another terminal:

  curl ${url}/api/v1/channels/pub-cache-lobby/events -H 'api-key: ${adminKey}' \\
    -H 'content-type: application/json' -d '{"name":"message","data":{"text":"hello"}}'

Listen and publish with the SDK, from this folder:

node --input-type=module <<'END'
import { createParley, defineChannel } from '@parley/sdk';
import { z } from 'zod';
const lobby = defineChannel('pub-cache-lobby', { message: z.object({ text: z.string() }) });
const channel = createParley({ url: '${url}', key: '${appKey}' }).channel(lobby, {});
channel.subscribe({ message: (event) => console.log(event.data.text) });
await channel.publish('message', { text: 'hello from the SDK' });
END

`;
}

function told(key: BannerKey | null, isShown: boolean): string {
  if (key === null) return '(replaced since the first start; the dashboard lists the keys)';
  return isShown ? key.value : `(see ${key.where})`;
}
