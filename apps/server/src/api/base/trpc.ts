import { initTRPC, type TRPCError } from '@trpc/server';
import type { Actor } from '../../core/access/actor.ts';
import { userIdOf } from '../../core/access/principal.ts';
import type { App } from '../../core/apps/app.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { ChannelName } from '../models/names.ts';
import type { ApiMeta } from '../rest/rest-meta.ts';
import { ApiContext } from './api-context.ts';
import { errorFormatter } from './error-formatter.ts';
import { parleyErrorOf } from './parley-error-of.ts';
import { transformer } from './transformer.ts';

/**
 * The context is declared as `object` and narrowed by a middleware, so that the router's type, which the SDK
 * publishes, says nothing of the server's insides.
 */
const t = initTRPC.context<object>().meta<ApiMeta>().create({ transformer, errorFormatter, isDev: false });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anybody may call it, also without credentials. */
export const openProcedure = t.procedure.use(({ ctx, next }) => next({ ctx: { api: apiContextOf(ctx) } }));

/** The caller is known to belong to an app: by client key, token, admin key or dashboard session. */
export const procedure = t.procedure.use(async ({ ctx, next, path, getRawInput }) => {
  const api = apiContextOf(ctx);
  const actor = requireActor(api);
  const result = await next({ ctx: { api, actor } });
  if (!result.ok) await noteRefusal(api, actor, path, result.error, getRawInput);
  return result;
});

/** The caller administers an app, or looks at it from the dashboard. */
export const adminQuery = procedure.use(({ ctx, next }) => {
  requireKind(ctx.actor, ['admin', 'operator']);
  return next();
});

/** As {@link adminQuery}, but it changes something: read-only accounts are refused, and the act is in the audit log. */
export const adminMutation = adminQuery.use(async ({ ctx, next, path, getRawInput }) => {
  const { principal } = ctx.actor;
  if (principal.kind === 'operator' && principal.readOnly) {
    throw new ParleyError('forbidden', 'This account may look but not change anything.');
  }
  const result = await next();
  if (result.ok) await record(ctx.api, ctx.actor, path, await getRawInput());
  return result;
});

/** The caller runs the whole server, not just one app. */
export const operatorMutation = adminMutation.use(({ ctx, next }) => {
  requireKind(ctx.actor, ['operator']);
  return next();
});

/** The app that an administrative request is about: the caller's own, or, for an operator, the one it names. */
export function appOf(ctx: { api: ApiContext; actor: Actor }, named: string | undefined): App {
  if (named === undefined || named === ctx.actor.app.id) return ctx.actor.app;
  if (ctx.actor.principal.kind === 'operator') return ctx.api.core.apps.get(named);
  throw new ParleyError('not_found', 'There is no such app.');
}

/** How the caller is called in the audit log and as the author of a ban. */
export function nameOf(actor: Actor): string {
  const { principal } = actor;
  return principal.kind === 'admin' || principal.kind === 'operator' ? principal.name : '';
}

function apiContextOf(ctx: object): ApiContext {
  if (ctx instanceof ApiContext) return ctx;
  // Of a procedure that is put together from two, the first has unfolded it already.
  if ('api' in ctx && ctx.api instanceof ApiContext) return ctx.api;
  throw new TypeError('A native procedure was called without its context.');
}

function requireActor(api: ApiContext): Actor {
  if (api.actor) return api.actor;
  throw new ParleyError('unauthenticated', 'The request names no key, token or session.');
}

function requireKind(actor: Actor, kinds: ReadonlyArray<Actor['principal']['kind']>): void {
  if (kinds.includes(actor.principal.kind)) return;
  throw new ParleyError('forbidden', 'These credentials may not administer this.');
}

/** Counts a refusal, and shows it to whoever watches: why somebody got nothing. */
async function noteRefusal(
  api: ApiContext,
  actor: Actor,
  action: string,
  error: TRPCError,
  getRawInput: () => Promise<unknown>,
): Promise<void> {
  const { core, protocol } = api;
  const { app, principal, sessionId } = actor;
  core.stats.of(app.id).refused += 1;
  if (!core.trace.watched) return;
  core.trace.emit({
    kind: 'refused',
    appId: app.id,
    at: core.runtime.clock.now(),
    // What could not be read names no channel; that is what the error says, most likely.
    channel: channelOf(await getRawInput().catch(() => null)),
    action,
    error: parleyErrorOf(error).report(),
    actor: { userId: userIdOf(principal), sessionId, protocol },
  });
}

/** The channel that a request names, as far as it may be shown. */
function channelOf(input: unknown): string | null {
  const named = typeof input === 'object' && input !== null && 'channel' in input ? input.channel : null;
  const channel = ChannelName.safeParse(named);
  return channel.success ? channel.data : null;
}

const MAX_DETAIL = 4000;
const SUBJECTS = ['id', 'channel', 'user', 'pattern', 'name', 'kind', 'app'] as const;

/** Writes an administrative act into the audit log, before it is answered. */
async function record(api: ApiContext, actor: Actor, path: string, input: unknown): Promise<void> {
  const { core } = api;
  const fields: Record<string, unknown> = typeof input === 'object' && input !== null ? { ...input } : {};
  const app = typeof fields.app === 'string' ? fields.app : actor.app.id;
  const key = SUBJECTS.find((candidate) => fields[candidate] !== undefined);
  await core.store.audit.append({
    id: core.runtime.ids.next(),
    // The end of an app is told in the log of the app that outlives it.
    appId: [app, actor.app.id, api.defaultAppId].find((id) => core.apps.has(id)) ?? null,
    at: core.runtime.clock.now(),
    actor: nameOf(actor),
    address: api.address,
    action: path,
    // An act must not escape the log by a name that no database keeps.
    subject: key === undefined ? '' : String(fields[key]).replaceAll('\0', '\u{fffd}').slice(0, 255),
    detail: detailOf(fields),
  });
}

/** The input as JSON; secrets stay out, and payloads, which are content and not administration. */
function detailOf(fields: Record<string, unknown>): string {
  const {
    data: _data,
    message: _message,
    secret: _secret,
    password: _password,
    headers: _headers,
    ...rest
  } = fields;
  const text = JSON.stringify(rest);
  return text.length <= MAX_DETAIL ? text : JSON.stringify({ truncated: text.slice(0, MAX_DETAIL) });
}
