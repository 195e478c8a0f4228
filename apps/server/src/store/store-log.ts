/** Where the store says what happens to it. A pino logger fits. */
export interface StoreLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Says nothing; for tests and tools. */
export const silentLog: StoreLog = { info: () => {}, warn: () => {}, error: () => {} };
