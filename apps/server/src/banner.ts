/** What a newcomer needs to see once the server runs. */
export interface BannerFacts {
  /** Where the server is reached: `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly appId: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly adminKey: string;
  readonly adminUser: string;
  /** Only when it was generated at this start. */
  readonly newPassword: string | null;
  /** Where the generated keys are kept. */
  readonly keptIn: string;
  /** Secrets are shown at the first start and on terminals; other output may be kept by somebody. */
  readonly showSecrets: boolean;
}

export function banner(facts: BannerFacts): string {
  const { url, appKey, newPassword, showSecrets } = facts;
  const adminKey = showSecrets ? facts.adminKey : '<admin key>';
  const secrets = showSecrets
    ? [`  app secret    ${facts.appSecret}`, `  admin key     ${facts.adminKey}`]
    : [`  app secret and admin key are in ${facts.keptIn}`];
  const password = newPassword === null ? [] : [`  password      ${newPassword}   (shown this once)`];
  return `
Parley is ready.

  dashboard     ${url}/dashboard/
  sign in as    ${facts.adminUser}
${[...password, `  app           ${facts.appId}`, `  client key    ${appKey}   (public)`, ...secrets].join('\n')}
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
