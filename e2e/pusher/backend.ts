import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import type PusherSdk from '../../apps/server/node_modules/pusher/index.js';
import { SAMPLES, sampleFor } from './samples.ts';

/** Finds what the server's own tests are installed with. */
export const fromServer = createRequire(new URL('../../apps/server/package.json', import.meta.url));

export type Backend = PusherSdk;

/**
 * The real server SDK, made by the lines of the page on moving from Pusher.
 *
 * @param more options beside those of the page
 */
export function backendOf(
  url: string,
  more: Pick<PusherSdk.BaseOptions, 'encryptionMasterKeyBase64'> = {},
): Backend {
  const Sdk: typeof PusherSdk = fromServer('pusher');
  class Pusher extends Sdk {
    constructor(options: PusherSdk.Options) {
      super({ ...options, ...more });
    }
  }
  return runInNewContext(`${sampleFor(SAMPLES.inBackend, url)}; pusher;`, { Pusher });
}
