/** How long to wait for what must come: a busy machine takes its time, and a test fails no later for it when all is well. */
export const PATIENCE = { timeout: 10_000 };
