import type { IncomingMessage } from 'node:http';
import type { Settings } from '../config/settings.ts';
import { proxyTrust } from './client-address.ts';

const HOST = /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$|^\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?$/;

/** Where the sender of a request reaches this server: as it is set, or as the request itself says. */
export function serverOrigin(request: IncomingMessage, settings: Settings): string {
  if (settings.PARLEY_PUBLIC_URL !== undefined) return new URL(settings.PARLEY_PUBLIC_URL).origin;
  const host = forwarded(request, settings, 'x-forwarded-host') ?? request.headers.host ?? '';
  return `${isOverTls(request, settings) ? 'https' : 'http'}://${HOST.test(host) ? host : 'localhost'}`;
}

/** Whether a request came by TLS: to this server, or to the proxy before it. */
export function isOverTls(request: IncomingMessage, settings: Settings): boolean {
  const scheme = forwarded(request, settings, 'x-forwarded-proto');
  return scheme === undefined ? 'encrypted' in request.socket : scheme === 'https';
}

/** What the nearest hop says of a request, if that is one to be trusted: everybody can send these headers. */
function forwarded(
  { headers, socket }: IncomingMessage,
  settings: Settings,
  name: string,
): string | undefined {
  const isProxied = proxyTrust(settings.PARLEY_TRUST_PROXY)(socket.remoteAddress ?? '', 0);
  return isProxied ? first(headers[name]) : undefined;
}

function first(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();
}
