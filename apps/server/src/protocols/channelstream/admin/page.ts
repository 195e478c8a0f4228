import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { Html, html } from './html.ts';

const STYLE = `
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #1d2330; }
header, form, nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; }
header h1 { margin-right: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.25rem 1.5rem 0.25rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
pre { overflow: auto; padding: 0.75rem; background: #f2f4f8; }
input, button { font: inherit; padding: 0.25rem 0.5rem; }
[role='alert'] { color: #a11; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e9f0; background: #14171f; }
  a { color: #8db4ff; }
  pre { background: #20242f; }
  [role='alert'] { color: #ff9c9c; }
}
`;

/** The pages run no script, load nothing, and send forms to this server alone. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: with that, browsers would not say where a form of ours comes from.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** What a page is made of. */
export interface Page {
  readonly title: string;
  readonly content: Html;
  /** How often a browser asks for it anew, in seconds; absent: it does not. */
  readonly refreshSeconds?: number;
}

/** Answers with a page. */
export function sendPage(reply: FastifyReply, { title, content, refreshSeconds }: Page): FastifyReply {
  const refresh =
    refreshSeconds === undefined ? html`` : html`<meta http-equiv="refresh" content="${refreshSeconds}">`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${refresh}
<style>${new Html(STYLE)}</style>
</head>
<body>
${content}
</body>
</html>
`;
  return reply.headers(HEADERS).type('text/html; charset=utf-8').send(page.text);
}
