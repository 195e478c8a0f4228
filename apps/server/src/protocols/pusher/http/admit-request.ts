import type { FastifyRequest } from 'fastify';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { QueryPair } from '../auth/query-pairs.ts';
import { proveRequest } from '../auth/request-signature.ts';
import { signerOf } from '../auth/signatures.ts';
import type { Call } from './call.ts';

/** A request that an app's backend signed, before its body is read. */
export interface AdmittedRequest extends Pick<Call, 'app' | 'actor'> {
  readonly pairs: readonly QueryPair[];
}

/**
 * Finds out whose request it is, by its path, and whether that app signed it. Throws `not_found` for an app that there is
 * not, `unauthenticated` for everything that is wrong with the signature: a key of another app, too.
 */
export function admitRequest(core: Core, appId: string, request: FastifyRequest): AdmittedRequest {
  const app = appOf(core, appId);
  const { method, ip } = request;
  const { pairs, proof } = proveRequest(
    { method, url: request.raw.url ?? '' },
    {
      nowMs: core.runtime.clock.now(),
      knows: (key) => core.apps.findByKey('client', key)?.app === app,
      provenBy: (text, signature) => signerOf(core.apps, app, text, signature),
    },
  );
  const principal = { kind: 'admin', name: `key:${proof.hint}` } as const;
  return { app, pairs, actor: { app, principal, grants: [], sessionId: null, address: ip } };
}

function appOf(core: Core, id: string): App {
  if (core.apps.has(id)) return core.apps.get(id);
  throw new ParleyError('not_found', 'Unknown app_id');
}
