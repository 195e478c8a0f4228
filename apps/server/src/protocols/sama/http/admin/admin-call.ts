import { z } from 'zod';
import type { App } from '../../../../core/apps/app.ts';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import { designed } from '../../errors/sama-refusal.ts';
import type { HttpCall } from '../sama-http.ts';

/** One operation for backends. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** The status of success; absent: 200. */
  readonly status?: number;
  /** Throws ParleyErrors, whose statuses and texts are the answer. */
  answer(call: AdminCall, body: object): Promise<object>;
}

/** A request of a backend, proven by its admin key. */
export interface AdminCall extends HttpCall {
  /** The app whose key it is. */
  readonly keyApp: App;
  /** Whether the key operates the whole server. */
  readonly isOperator: boolean;
}

/** Who calls, by the header `admin-api-key`: an admin key of an app. Throws `UNAUTHORIZED`. */
export function adminCall(call: HttpCall): AdminCall {
  const value = call.request.headers['admin-api-key'];
  const found = typeof value === 'string' ? call.setup.core.apps.findByKey('admin', value) : null;
  if (!found) throw designed('UNAUTHORIZED');
  return { ...call, keyApp: found.app, isOperator: found.app.id === call.defaultAppId };
}

/** The app that a call is about: that of the key, unless an operator names another. Throws `ORG_NOT_FOUND`. */
export function organizationOf({ keyApp, isOperator, setup }: AdminCall, named: string | undefined): App {
  if (named === undefined) return keyApp;
  const app = setup.organizations.find(named);
  if (app !== keyApp && !isOperator) throw designed('ORG_NOT_FOUND');
  return app;
}

/** Throws `forbidden` for keys of a single app. */
export function requireOperator({ isOperator }: AdminCall): void {
  if (!isOperator) throw new ParleyError('forbidden', 'Only the admin key of the default app may do this.');
}

/** How backends name an organization. */
export const OrganizationField = z.string().min(1).max(255).optional();
