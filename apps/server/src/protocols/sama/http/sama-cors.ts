const PATHS = /^\/(login|logout|health)\/?(\?|$)/;
const OURSELVES = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** What pages elsewhere may do at the protocol's own paths, if they may at all. */
export const SAMA_CORS = {
  credentials: true,
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: ['Content-Type', 'Authorization', 'API-Key'],
  exposedHeaders: ['retry-after'],
} satisfies { methods: string[]; [setting: string]: unknown };

/** Whether a path is one of those that the protocol's web client calls. */
export function isSamaPath(url: string): boolean {
  return PATHS.test(url);
}

/**
 * Whether page and server are both on the machine of whoever develops: then their ports do not matter. Nobody else's page
 * comes from there.
 */
export function areBothLocal(origin: string, host: string | undefined): boolean {
  const server = `http://${host ?? ''}`;
  if (!URL.canParse(origin) || !URL.canParse(server)) return false;
  return OURSELVES.test(new URL(origin).hostname) && OURSELVES.test(new URL(server).hostname);
}
