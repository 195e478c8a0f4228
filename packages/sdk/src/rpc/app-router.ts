/** The server's procedures, as the typed clients see them. Types only: nothing of the server is in the package. */
export type { AppRouter } from '../../../../apps/server/src/api/app-router.ts';
