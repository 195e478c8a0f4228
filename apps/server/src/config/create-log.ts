import { type Logger, type LoggerOptions, pino } from 'pino';
import pretty from 'pino-pretty';

/** JSON lines, or readable ones on a terminal. Headers and bodies that may hold secrets are never logged. */
export function createLog(level: string): Logger {
  const options: LoggerOptions = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ colorize: true, translateTime: 'SYS:HH:MM:ss', sync: true }));
}
