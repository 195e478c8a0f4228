interface Publish {
  readonly channel: string;
  readonly name: string;
  readonly data: unknown;
  readonly asUser?: string;
}

/** The program that publishes the same from an app's backend. */
export function sdkCodeOf(origin: string, publish: Publish): string {
  return `import { createParleyAdmin } from '@parley/sdk/admin';

using parley = createParleyAdmin({
  url: ${JSON.stringify(origin)},
  adminKey: process.env.PARLEY_ADMIN_KEY,
});
await parley.api.channels.publish.mutate(${JSON.stringify(publish, null, 2)});
`;
}
