import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createLog } from './config/create-log.ts';
import { readSettings, SettingsError } from './config/read-settings.ts';
import { ParleyError } from './core/errors/parley-error.ts';
import { systemClock } from './runtime/clock.ts';
import { startServer } from './server.ts';

const DASHBOARD_DIR = fileURLToPath(new URL('../../admin-web/dist', import.meta.url));

/** Starts, waits for a signal, stops: draining at the first, at once at the second. */
async function main(): Promise<void> {
  if (process.argv.includes('--print-openapi')) {
    const { nativeApiDocument } = await import('./api/native-api-document.ts');
    process.stdout.write(`${JSON.stringify(nativeApiDocument(), null, 2)}\n`);
    return;
  }
  const settings = readSettings(process.env);
  const log = createLog(settings.PARLEY_LOG_LEVEL);
  const stopped = stopSignal();
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise was rejected and nobody looked'),
  );

  const server = await startServer({ settings, log, dashboardDir: DASHBOARD_DIR });
  process.stdout.write(server.banner);
  log.info({ signal: await stopped }, 'stopping; a second signal ends at once');
  await server[Symbol.asyncDispose]();
  log.info('stopped');
}

/** A service manager may signal the whole process group, and npm hands its copy on: such echoes count once. */
const ECHO_MS = 400;

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const onSignal = (signal: string): void => {
      const now = systemClock.monotonic();
      if (first !== null && now - first > ECHO_MS) process.exit(1);
      first ??= now;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}

/** What a person can do something about, in a line or two; null for a fault, which is logged whole. */
function explain(error: unknown): string | null {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof ParleyError) {
    const { message, cause } = error;
    return cause instanceof Error && cause.message !== '' ? `${message}\n  ${cause.message}` : message;
  }
  // A file that is not there or not ours: its message says which.
  if (error instanceof Error && 'path' in error && 'code' in error) return error.message;
  return null;
}

main().catch((error: unknown) => {
  const explanation = explain(error);
  if (explanation !== null) process.stderr.write(`${explanation}\n`);
  else
    pino({ base: null }, pino.destination({ fd: 2, sync: true })).fatal({ err: error }, 'the server failed');
  process.exit(1);
});
