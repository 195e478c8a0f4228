import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SamaSetup } from '../sama-setup.ts';

/** What the HTTP side of the protocol needs beside what connections share. */
export interface SamaHttpOptions {
  readonly setup: SamaSetup;
  /** The default app's admin key also operates the whole server. */
  readonly defaultAppId: string;
  /** Whether the refresh cookie is for HTTPS only; undefined: as each request came. */
  readonly secureCookies: boolean | undefined;
  /** Where the sender of a request reaches this server. */
  originOf(request: FastifyRequest['raw']): string;
}

/** A request over HTTP, whose body is a text, and how it is answered. */
export interface HttpCall extends SamaHttpOptions {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;

/** What the body says: an object, or nothing where it is no JSON, is not said to be, or is no object. */
export function bodyOf({ request }: HttpCall): object {
  const { body, headers } = request;
  if (typeof body !== 'string' || !JSON_TYPE.test(headers['content-type'] ?? '')) return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** The token in the header, if there is one. */
export function bearerOf({ request }: HttpCall): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}
