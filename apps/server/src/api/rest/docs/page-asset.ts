import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Something that is served from memory and checked again by its hash. */
export interface PageAsset {
  readonly body: Buffer;
  readonly mediaType: string;
  readonly etag: string;
}

export function pageAsset(body: string | Buffer, mediaType: string): PageAsset {
  const bytes = Buffer.from(body);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { body: bytes, mediaType, etag };
}

/** Sends the asset, or 304 when the caller has this very one. */
export function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: PageAsset): FastifyReply {
  reply
    .header('etag', asset.etag)
    .header('cache-control', 'no-cache')
    .header('x-content-type-options', 'nosniff');
  if (hasIt(request.headers['if-none-match'], asset.etag)) return reply.code(304).send();
  return reply.type(asset.mediaType).send(asset.body);
}

/** `If-None-Match` compares weakly: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function hasIt(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const known = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
