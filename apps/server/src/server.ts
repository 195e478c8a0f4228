import type { Logger } from 'pino';
import { Accounts } from './api/accounts/accounts.ts';
import { OpenStreams } from './api/rest/sse/open-streams.ts';
import { type BannerFacts, banner } from './banner.ts';
import { bucketOf } from './bucket-of.ts';
import { openChat } from './chat/open-chat.ts';
import { maskedSettings } from './config/read-settings.ts';
import type { Settings } from './config/settings.ts';
import type { App } from './core/apps/app.ts';
import { KeyVault } from './core/apps/key-vault.ts';
import { type Core, openCore } from './core/core.ts';
import { type DefaultKey, type DefaultKeys, openDefaultApp, stillHolds } from './default-app.ts';
import { AddressGuard } from './effects/address-guard.ts';
import { type OpenEffects, openEffects } from './effects/open-effects.ts';
import { LocalBus } from './engine/local-bus.ts';
import { createHttpServer } from './http/http-server.ts';
import { listen } from './http/listen.ts';
import { OriginPolicy } from './http/origin-policy.ts';
import { Readiness } from './http/readiness.ts';
import { keptSecrets } from './kept-secrets.ts';
import { createMetrics } from './observe/metrics.ts';
import { pusherFormat } from './protocols/pusher/webhook-format.ts';
import { socketlinkFormat } from './protocols/socketlink/webhook-format.ts';
import { pushOptions, servicesOf } from './push-settings.ts';
import { randomToken } from './runtime/chance.ts';
import { Closing } from './runtime/closing.ts';
import { type Runtime, systemRuntime } from './runtime/runtime.ts';
import { startEmbeddedPostgres } from './store/embedded/start-embedded-postgres.ts';
import { openStore } from './store/open-store.ts';
import { drainOutlets } from './wire/drain-outlets.ts';
import { Wire } from './wire/wire.ts';

export interface ServerOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Folder with the built dashboard. */
  readonly dashboardDir: string;
  readonly runtime?: Runtime;
}

/** A running server. Disposing drains it: clients are sent away, what is under way is finished, everything closes. */
export interface RunningServer extends AsyncDisposable {
  /** Where it is reached: `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly core: Core;
  readonly keys: { readonly client: string; readonly secret: string; readonly admin: string };
  /** For whoever started it by hand. */
  readonly banner: string;
}

const PASSWORD_LENGTH = 16;

/** Opens the parts from the bottom up: store, core, wire, HTTP. If one fails, those below it are closed again. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const closing = new Closing();
  return closing.attempt(() => open(options, closing));
}

async function open(options: ServerOptions, closing: Closing): Promise<RunningServer> {
  const { settings, log, runtime = systemRuntime() } = options;
  log.info(maskedSettings(settings), 'starting');
  const onFailure = (error: unknown): void => log.error({ err: error }, 'work in the background failed');
  const kept = await keptSecrets(settings.PARLEY_DATA_DIR, runtime.chance);
  const push = await pushOptions(settings, kept.vapid);
  log.info({ services: servicesOf(push) }, 'devices are reached by');
  const store = closing.use(await openStore({ url: await databaseUrl(options, closing), log }));
  const engine = closing.use(new LocalBus().join());
  const masterKey = Buffer.from(settings.PARLEY_ENCRYPTION_KEY ?? kept.encryptionKey, 'hex');
  let effects: OpenEffects | undefined;
  const core = closing.use(
    await openCore({
      store,
      engine,
      runtime,
      vault: new KeyVault(masterKey, runtime.chance),
      openEffects: async (surroundings) => {
        const guard = new AddressGuard(settings.PARLEY_PRIVATE_TARGETS);
        effects = await openEffects(surroundings, { formats: [socketlinkFormat, pusherFormat], guard, push });
        return effects;
      },
      onFailure,
      maxVolatileBytes: settings.PARLEY_VOLATILE_BYTES,
      retentionEveryMs: settings.PARLEY_RETENTION_EVERY_MS,
    }),
  );
  if (!effects) throw new Error('The core did not open its effects.');
  const { app, isNew, keys } = await openDefaultApp(core.apps, settings, kept);
  const accounts = new Accounts(store.accounts, runtime);
  const chat = closing.use(
    await openChat({
      core,
      dataDir: settings.PARLEY_DATA_DIR,
      bucket: bucketOf(settings),
      pushQueue: effects.pushes,
      publicUrl: settings.PARLEY_PUBLIC_URL ?? null,
      masterKey,
      onFailure,
    }),
  );

  const wire = closing.use(
    new Wire(runtime, {
      outletBytes: settings.PARLEY_SESSION_BUFFER_BYTES,
      processBytes: settings.PARLEY_BUFFER_BYTES,
    }),
  );
  const readiness = new Readiness();
  const streams = new OpenStreams({
    runtime,
    budget: wire.budget,
    outletBytes: settings.PARLEY_SESSION_BUFFER_BYTES,
  });
  const http = await createHttpServer(
    {
      settings,
      core,
      effects,
      accounts,
      chat,
      wire,
      metrics: createMetrics(core, wire),
      origins: new OriginPolicy(settings.PARLEY_ALLOWED_ORIGINS),
      readiness,
      streams,
      dashboardDir: options.dashboardDir,
    },
    log,
  );
  closing.defer(() => http.close());
  const url = await listen(http, settings);
  closing.defer(async () => {
    readiness.draining();
    core.sessions.drain();
    const graceMs = settings.PARLEY_DRAIN_MS;
    const left = await Promise.all([
      wire.drain(graceMs),
      drainOutlets({ runtime, outlets: streams.outlets, graceMs }),
    ]);
    const cutOff = left.reduce((sum, count) => sum + count, 0);
    if (cutOff > 0) log.warn({ connections: cutOff }, 'some clients did not leave in time and were cut off');
  });
  // Not before the port is ours: a password made by a start that fails would be shown to nobody, and lost.
  const newPassword = await ensureAccount(accounts, settings, runtime);
  readiness.ready();
  log.info({ url }, 'ready');
  return {
    url,
    core,
    keys: { client: keys.client.value, secret: keys.secret.value, admin: keys.admin.value },
    banner: banner({
      url,
      appId: app.id,
      keys: shownKeys(app, keys),
      adminUser: settings.PARLEY_ADMIN_USER,
      newPassword,
      showSecrets: isNew || newPassword !== null || process.stdout.isTTY === true,
    }),
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}

async function databaseUrl({ settings, log }: ServerOptions, closing: Closing): Promise<string> {
  if (settings.PARLEY_DATABASE_URL !== undefined) return settings.PARLEY_DATABASE_URL;
  return closing.use(await startEmbeddedPostgres({ dataDir: settings.PARLEY_DATA_DIR, log })).url;
}

/** The keys as the banner tells them: those that were revoked or replaced are not offered. */
function shownKeys(app: App, { client, secret, admin }: DefaultKeys): BannerFacts['keys'] {
  const shown = (key: DefaultKey): DefaultKey | null => (stillHolds(app, key) ? key : null);
  return { client: shown(client), secret: shown(secret), admin: shown(admin) };
}

/** Makes sure somebody can sign in. Returns the password if it was made here and must be shown. */
async function ensureAccount(
  accounts: Accounts,
  settings: Settings,
  runtime: Runtime,
): Promise<string | null> {
  const { PARLEY_ADMIN_USER: name, PARLEY_ADMIN_PASSWORD: configured } = settings;
  if (configured !== undefined) {
    await accounts.ensure(name, configured, 'operator');
    return null;
  }
  if (await accounts.exists(name)) return null;
  const password = randomToken(runtime.chance, PASSWORD_LENGTH);
  await accounts.ensure(name, password, 'operator');
  return password;
}
