import type { IncomingMessage } from 'node:http';
import type { Settings } from '../config/settings.ts';
import { proxyTrust } from './client-address.ts';

const HOST = /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$|^\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?$/;

/** Where the sender of a request reaches this server: as it is set, or as the request itself says. */
export function serverOrigin(request: IncomingMessage, settings: Settings): string {
  if (settings.PARLEY_PUBLIC_URL !== undefined) return new URL(settings.PARLEY_PUBLIC_URL).origin;
  const { headers, socket } = request;
  // The nearest hop must be one that is trusted: everybody can send these headers.
  const isProxied = proxyTrust(settings.PARLEY_TRUST_PROXY)(socket.remoteAddress ?? '', 0);
  const host = (isProxied ? first(headers['x-forwarded-host']) : undefined) ?? headers.host ?? '';
  const forwarded = isProxied ? first(headers['x-forwarded-proto']) : undefined;
  const isTls = forwarded === undefined ? 'encrypted' in socket : forwarded === 'https';
  return `${isTls ? 'https' : 'http'}://${HOST.test(host) ? host : 'localhost'}`;
}

function first(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();
}
