const PATHS = /^\/(socket\.io|channel|wssv|__getcookie)([/?]|$)/;

/** What pages elsewhere may do at the protocol's own paths, if they may at all. Which headers they may send is answered as asked. */
export const SAILS_CORS = {
  // Older clients poll with credentials, though nothing here looks at a cookie.
  credentials: true,
  methods: ['GET', 'HEAD', 'POST'],
  exposedHeaders: ['retry-after'],
} satisfies { methods: string[]; [setting: string]: unknown };

/** Whether a path is one that the protocol's clients call. */
export function isSailsPath(url: string): boolean {
  return PATHS.test(url);
}
