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

Listen with the SDK (save as listen.mjs next to an installed @parley/sdk, run with node):

  import { createParley, defineChannel } from '@parley/sdk';
  const parley = createParley({ url: '${url}', key: '${appKey}' });
  const room = parley.channel(defineChannel('room:{id}', { message: null }), { id: '1' });
  for await (const event of room.events()) console.log(event);
`;
}
