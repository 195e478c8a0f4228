import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyPluginCallback } from 'fastify';
import type { OpenApiDocument } from '../openapi/openapi-types.ts';
import { DOCS_PAGE, DOCS_SCRIPT } from './docs-page.ts';
import { type PageAsset, pageAsset, sendAsset } from './page-asset.ts';

export interface DocsOptions {
  /** Called when the document is first asked for: making it takes longer than a start should. */
  document(): OpenApiDocument;
}

/**
 * Serves the API document at `/openapi.json` and a page that renders it, where requests can be tried out, at `/docs`. The
 * page comes whole from this server, and runs no script that is written into it.
 *
 * @example
 * ```ts
 * await server.register(docsPlugin, { document: () => openApiDocument(router, { version }) });
 * ```
 */
export const docsPlugin: FastifyPluginCallback<DocsOptions> = (server, { document }, done) => {
  const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const file = (name: string, mediaType: string) => (): PageAsset =>
    pageAsset(readFileSync(join(swagger, name)), mediaType);
  const serve = (path: string, make: () => PageAsset, headers: Record<string, string> = {}): void => {
    let made: PageAsset | null = null;
    server.get(path, (request, reply) => {
      made ??= make();
      return sendAsset(request, reply.headers(headers), made);
    });
  };

  serve('/openapi.json', () => pageAsset(JSON.stringify(document()), 'application/json; charset=utf-8'));
  serve('/docs', () => pageAsset(DOCS_PAGE, 'text/html; charset=utf-8'), PAGE_HEADERS);
  serve('/docs/docs.js', () => pageAsset(DOCS_SCRIPT, 'text/javascript; charset=utf-8'));
  serve('/docs/swagger-ui.css', file('swagger-ui.css', 'text/css; charset=utf-8'));
  serve('/docs/swagger-ui-bundle.js', file('swagger-ui-bundle.js', 'text/javascript; charset=utf-8'));
  serve('/docs/favicon.png', file('favicon-32x32.png', 'image/png'));
  server.get('/docs/', (_request, reply) => reply.redirect('/docs', 308));
  done();
};

/** Swagger UI sets styles on its elements, so styles may be inline; scripts may not. */
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};
