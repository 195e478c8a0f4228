import { ping } from './ping.ts';
import type { Request } from './request.ts';

const REQUESTS: readonly Request[] = [ping];

/** Every request by its name. */
export const ROUTES: ReadonlyMap<string, Request> = new Map(
  REQUESTS.map((request) => [request.name, request]),
);
