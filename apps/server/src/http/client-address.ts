import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { compile } from '@fastify/proxy-addr';

type Trust = (address: string, hop: number) => boolean;

/**
 * Which proxies' `X-Forwarded-For` counts, from the setting: a number of hops, or addresses, ranges and names such as
 * `loopback` by commas. Nobody's by default, since anyone can send the header.
 */
export function proxyTrust(setting: string | undefined): Trust {
  if (setting === undefined) return () => false;
  if (/^\d+$/.test(setting)) return (_address, hop) => hop < Number(setting);
  return compile(setting.split(',').map((part) => part.trim()));
}

/** The client's address: the socket's own, or what trusted proxies say it is. */
export function clientAddress(request: IncomingMessage, setting: string | undefined): string {
  const direct = request.socket.remoteAddress ?? '';
  if (setting === undefined) return direct;
  const trusts = proxyTrust(setting);
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const hops = forwarded.map((part) => part.trim()).reverse();
  // What is no address was not written by a proxy that knows one: nothing before it can be believed.
  const end = hops.findIndex((hop) => isIP(hop) === 0);
  const chain = [direct, ...(end === -1 ? hops : hops.slice(0, end))];
  const index = chain.findIndex((address, hop) => hop === chain.length - 1 || !trusts(address, hop));
  return chain[index] ?? direct;
}
