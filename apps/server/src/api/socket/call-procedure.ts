import { type AnyTRPCRouter, callTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';

type Call = Parameters<typeof callTRPCProcedure>[0];
type Middleware = (step: object) => Promise<unknown>;

/** What travels from one middleware to the next. */
interface Step {
  readonly ctx: object;
  readonly input: unknown;
  readonly getRawInput: () => Promise<unknown>;
}

/** What came out of a chain of middlewares: as tRPC's own, without its marker. */
type Outcome =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: TRPCError };

/**
 * Calls a procedure as `callTRPCProcedure` does, with the same middlewares, and walks from one to the next itself.
 *
 * tRPC's own walk copies all that it carries three times for each of them, through helpers that its build made of the
 * spread operator: that was most of what a publish cost. A procedure whose middlewares cannot be seen (it is loaded
 * lazily, does not exist, or belongs to another version of tRPC) is left to tRPC.
 */
export async function callProcedure(call: Call): Promise<unknown> {
  const found = findChain(call.router, call.path, call.type);
  if (found === null) return callTRPCProcedure(call);
  const { router: _router, ...constant } = call;
  const first: Step = { ctx: Object(call.ctx), input: undefined, getRawInput: call.getRawInput };
  const outcome = await walk(found.chain, 0, { ...constant, meta: found.meta }, first);
  if (!outcome.ok) throw outcome.error;
  return outcome.data;
}

/** Runs the middlewares from `index` on; the last of them is the procedure itself. Never rejects. */
async function walk(
  chain: readonly Middleware[],
  index: number,
  constant: object,
  step: Step,
): Promise<Outcome> {
  try {
    const middleware = chain[index];
    if (middleware === undefined)
      throw new TypeError('The last middleware of a procedure called for another.');
    const next = (change?: Partial<Step>): Promise<Outcome> =>
      walk(chain, index + 1, constant, change === undefined ? step : changed(step, change));
    const outcome = await middleware({ ...constant, ...step, next });
    if (isOutcome(outcome)) return outcome;
    throw new TRPCError({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'No result from middlewares - did you forget to `return next()`?',
    });
  } catch (cause) {
    return { ok: false, error: getTRPCErrorFromUnknown(cause) };
  }
}

function changed(step: Step, change: Partial<Step>): Step {
  return {
    ctx: change.ctx === undefined ? step.ctx : { ...step.ctx, ...change.ctx },
    input: 'input' in change ? change.input : step.input,
    getRawInput: change.getRawInput ?? step.getRawInput,
  };
}

/** The middlewares of a procedure as tRPC keeps them, of which its types say nothing. */
function findChain(
  router: AnyTRPCRouter,
  path: string,
  type: string,
): { chain: readonly Middleware[]; meta: unknown } | null {
  const { procedures } = router._def;
  const procedure: unknown = Object.hasOwn(procedures, path) ? Reflect.get(procedures, path) : null;
  if (typeof procedure !== 'function' || !('_def' in procedure)) return null;
  const definition = procedure._def;
  if (typeof definition !== 'object' || definition === null) return null;
  if (!('type' in definition) || definition.type !== type) return null;
  if (!('middlewares' in definition) || !isChain(definition.middlewares)) return null;
  return { chain: definition.middlewares, meta: 'meta' in definition ? definition.meta : undefined };
}

function isChain(value: unknown): value is readonly Middleware[] {
  return Array.isArray(value) && value.every((middleware) => typeof middleware === 'function');
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'ok' in value;
}
