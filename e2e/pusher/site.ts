import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Backend, fromServer } from './backend.ts';

/** One event of a webhook. */
type Told = ReturnType<ReturnType<Backend['webhook']>['getEvents']>[number];

const SCRIPTS: Readonly<Record<string, string>> = {
  '/pusher.js': readFileSync(fromServer.resolve('pusher-js/dist/web/pusher.min.js'), 'utf8'),
  '/pusher-with-encryption.js': readFileSync(
    fromServer.resolve('pusher-js/dist/web/pusher-with-encryption.min.js'),
    'utf8',
  ),
  '/echo.js': readFileSync(fromServer.resolve('laravel-echo/iife'), 'utf8'),
};

const HTML = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Site</title><link rel="icon" href="data:,"></head>
  <body>
    <ol id="heard"></ol>
    <script src="PUSHER"></script>
    <script src="/echo.js"></script>
    <script>
      function note(what, data) {
        const item = document.createElement('li');
        item.textContent = data === undefined ? what : what + ' ' + JSON.stringify(data);
        document.getElementById('heard').append(item);
      }
      function hear(channel, ...events) {
        for (const event of events) channel.bind(event, (data) => note(event, data));
      }
    </script>
  </body>
</html>`;

/**
 * The web server of an application that uses Pusher: a page with the real browser builds of pusher-js and laravel-echo,
 * the endpoints where they ask for signatures, at the paths they ask by default, and one for webhooks, `/hooks/pusher`. A
 * visitor is who its cookie says.
 */
export class Site implements AsyncDisposable {
  readonly origin: string;
  /** What webhooks told, in order; `false` for one that was not genuine. */
  readonly webhooks: readonly (Told | false)[];
  readonly #server: Server;

  private constructor(server: Server, webhooks: readonly (Told | false)[]) {
    this.webhooks = webhooks;
    this.#server = server;
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The site has no port.');
    this.origin = `http://127.0.0.1:${address.port}`;
  }

  /** @param backend signs for the visitors, and checks webhooks */
  static async start(backend: Backend): Promise<Site> {
    const webhooks: (Told | false)[] = [];
    const server = createServer((request, response) => {
      answer(request, response, { backend, webhooks }).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Site(server, webhooks);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

interface Parts {
  readonly backend: Backend;
  readonly webhooks: (Told | false)[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { backend, webhooks }: Parts,
): Promise<void> {
  const path = request.url ?? '/';
  if (request.method !== 'POST') {
    const script = SCRIPTS[path];
    const page = HTML.replace('PUSHER', path === '/encrypted' ? '/pusher-with-encryption.js' : '/pusher.js');
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? page);
    return;
  }
  const rawBody = await text(request);
  if (path === '/hooks/pusher') {
    const webhook = backend.webhook({ headers: headersOf(request), rawBody });
    webhooks.push(...(webhook.isValid() ? webhook.getEvents() : [false as const]));
    response.writeHead(webhook.isValid() ? 200 : 401).end();
    return;
  }
  const user = /(?:^|; )user=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const signed = user === undefined ? null : signatureFor(path, user, new URLSearchParams(rawBody), backend);
  response.writeHead(signed ? 200 : 403, { 'content-type': 'application/json' });
  response.end(JSON.stringify(signed ?? { error: 'Forbidden' }));
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

/** Everybody who has a name may do everything. Null: no such endpoint. */
function signatureFor(path: string, user: string, form: URLSearchParams, backend: Backend) {
  const socketId = form.get('socket_id') ?? '';
  const channel = form.get('channel_name') ?? '';
  switch (path) {
    case '/pusher/user-auth':
      return backend.authenticateUser(socketId, { id: user });
    case '/pusher/auth':
    case '/broadcasting/auth':
      return channel.startsWith('presence-')
        ? backend.authorizeChannel(socketId, channel, { user_id: user, user_info: { name: user } })
        : backend.authorizeChannel(socketId, channel);
    default:
      return null;
  }
}
