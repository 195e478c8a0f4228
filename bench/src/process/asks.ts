import { z } from 'zod';

/** A question to another process of the benchmark, over the IPC channel that Node opens to a child. */
export const Ask = z.object({ ask: z.int(), name: z.string(), input: z.unknown() });
export const Answer = z.discriminatedUnion('ok', [
  z.object({ answer: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({ answer: z.int(), ok: z.literal(false), error: z.string() }),
]);

/** Answers the parent's questions with what the handler of that name gives. */
export function answerAsks(handlers: Readonly<Record<string, (input: unknown) => unknown>>): void {
  process.on('message', async (message) => {
    const { ask, name, input } = Ask.parse(message);
    try {
      const handler = handlers[name];
      if (!handler) throw new Error(`Nobody answers "${name}".`);
      process.send?.({ answer: ask, ok: true, value: (await handler(input)) ?? null });
    } catch (cause) {
      const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      process.send?.({ answer: ask, ok: false, error });
    }
  });
  // Whoever asked is gone: nothing is left to do.
  process.once('disconnect', () => process.exit());
}
