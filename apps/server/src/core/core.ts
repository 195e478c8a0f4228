import { Closing } from '../runtime/closing.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { AccessPolicy } from './access/access-policy.ts';
import { Admission } from './access/admission.ts';
import { userIdOf } from './access/principal.ts';
import { AppRegistry } from './apps/app-registry.ts';
import type { KeyVault } from './apps/key-vault.ts';
import { Broadcast } from './channels/broadcast.ts';
import { CacheMisses } from './channels/cache-misses.ts';
import { Follower } from './channels/follower.ts';
import { Publisher } from './channels/publisher.ts';
import type { ChannelDefinitions } from './definitions/channel-definitions.ts';
import { DefinitionSweep } from './definitions/definition-sweep.ts';
import { StoredDefinitions } from './definitions/stored-definitions.ts';
import { type EffectSurroundings, type Effects, noEffects } from './effects/effects.ts';
import type { Engine, News } from './engine/engine.ts';
import { ParleyError } from './errors/parley-error.ts';
import { Hub } from './hub/hub.ts';
import { TokenVerifier } from './identity/token-verifier.ts';
import { PublishLimits } from './limits/publish-limits.ts';
import { Logs } from './log/logs.ts';
import { Retention } from './log/retention.ts';
import { Moderation } from './moderation/moderation.ts';
import { memberHappening } from './presence/member-happening.ts';
import { Presence } from './presence/presence.ts';
import { builtInRule } from './rules/built-in-rules.ts';
import type { Session } from './session/session.ts';
import { SessionRegistry } from './session/session-registry.ts';
import { Stats } from './stats/app-stats.ts';
import { KeptTotals } from './stats/kept-totals.ts';
import type { Store } from './store/store.ts';
import { Trace } from './trace/trace.ts';

export interface CoreOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly runtime: Runtime;
  readonly vault: KeyVault;
  /** What leaves the house; absent: nothing does. */
  openEffects?(surroundings: EffectSurroundings): Promise<Effects>;
  /** Work in the background failed; whoever runs the server should know. */
  onFailure(cause: unknown): void;
  /** Most bytes in all volatile logs together. */
  readonly maxVolatileBytes: number;
  /** How often retention looks at every channel, and at every definition of one, in ms. */
  readonly retentionEveryMs: number;
}

/** The model, put together: what protocols and the API call. */
export interface Core extends AsyncDisposable {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly apps: AppRegistry;
  readonly definitions: ChannelDefinitions;
  readonly tokens: TokenVerifier;
  readonly access: AccessPolicy;
  readonly admission: Admission;
  readonly moderation: Moderation;
  readonly logs: Logs;
  readonly hub: Hub;
  readonly presence: Presence;
  readonly sessions: SessionRegistry;
  readonly publisher: Publisher;
  readonly follower: Follower;
  readonly retention: Retention;
  readonly stats: Stats;
  readonly trace: Trace;
  /** Deletes an app with everything in it and ends its connections; resolves with how many there were. */
  deleteApp(appId: string): Promise<number>;
  /** Hears which apps were deleted, when nothing of them is left, until disposed of. */
  onAppDeleted(listener: (appId: string) => void): Disposable;
}

/** Loads what is stored and puts the parts together, lower ones first. Disposing closes them in reverse. */
export function openCore(options: CoreOptions): Promise<Core> {
  const closing = new Closing();
  return closing.attempt(() => putTogether(options, closing));
}

async function putTogether(options: CoreOptions, closing: Closing): Promise<Core> {
  const { store, engine, runtime, vault, onFailure } = options;
  const stats = new Stats();
  // Closed last: everything below still counts while it closes.
  closing.use(await KeptTotals.open({ stats, counters: store.counters, runtime, onFailure }));
  const trace = new Trace();
  const definitions = new StoredDefinitions(store.definitions, runtime);
  const apps = await AppRegistry.load(store.apps, runtime, {
    vault,
    onFailure,
    definedOf: (appId, channel) => definitions.keepingOf(appId, channel),
  });
  await definitions.load(apps.list());
  const surroundings = { store, runtime, apps, vault, stats, onFailure };
  const effects = closing.use((await options.openEffects?.(surroundings)) ?? noEffects);

  const moderation = closing.use(await Moderation.load(store.moderation, runtime, onFailure));
  const access = new AccessPolicy(runtime.clock);
  const limits = closing.use(new PublishLimits(runtime));
  const logs = closing.use(
    new Logs(store.events, runtime, {
      // What is left of an app just deleted still asks for its rules.
      ruleOf: (appId, channel) =>
        apps.has(appId) ? apps.get(appId).rules.resolve(channel) : builtInRule(channel).rule,
      isListenedTo: (appId, channel) => hub.find(appId, channel) !== null,
      maxVolatileBytes: options.maxVolatileBytes,
      effects,
    }),
  );
  const hub: Hub = new Hub(runtime, { logOf: (appId, channel) => logs.of(appId, channel), onFailure });
  const broadcast = new Broadcast({ hub, engine, stats, trace });
  const presence = closing.use(
    new Presence(runtime, (change, exclude) => {
      broadcast.send({ event: change, exclude, only: null }, 'server');
      const happening = memberHappening(change);
      if (happening) effects.note(happening);
    }),
  );
  const sessions = closing.use(
    new SessionRegistry(runtime, access, moderation, {
      opened: (session) => {
        stats.of(session.app.id).connected += 1;
        noteSession('connected', session);
      },
      closed: (session) => noteSession('disconnected', session),
    }),
  );
  const retention = closing.use(
    new Retention(store.events, runtime, {
      apps: () => apps.list(),
      onFailure,
      everyMs: options.retentionEveryMs,
    }),
  );
  closing.use(
    new DefinitionSweep({
      ...{ definitions, runtime, onFailure },
      store: store.definitions,
      apps: () => apps.list(),
      isListenedTo: (appId, channel) => hub.find(appId, channel) !== null,
      everyMs: options.retentionEveryMs,
    }),
  );
  closing.use(engine.listen((news) => hear(news)));

  const deletionListeners = new Set<(appId: string) => void>();

  function onAppDeleted(listener: (appId: string) => void): Disposable {
    deletionListeners.add(listener);
    return { [Symbol.dispose]: () => deletionListeners.delete(listener) };
  }

  function hear(news: News): void {
    if (news.kind === 'delivery') hub.deliver(news.delivery);
  }

  function noteSession(kind: 'connected' | 'disconnected', session: Session): void {
    if (!trace.watched) return;
    const { app, address, protocol, id } = session;
    const actor = { userId: userIdOf(session.principal), sessionId: id, protocol };
    trace.emit({ kind, appId: app.id, at: runtime.clock.now(), channel: null, address, actor });
  }

  async function deleteApp(appId: string): Promise<number> {
    await apps.delete(appId);
    // Who came while that was under way is among them; from now on nobody is admitted.
    const live = [...sessions.ofApp(appId)];
    for (const session of live)
      sessions.disconnect(session, new ParleyError('unauthenticated', 'The app is gone.'));
    definitions.forgetApp(appId);
    presence.forgetApp(appId);
    logs.volatile.forgetApp(appId);
    moderation.forgetApp(appId);
    stats.forgetApp(appId);
    effects.forgetApp(appId);
    for (const listener of deletionListeners) listener(appId);
    return live.length;
  }

  return {
    runtime,
    store,
    apps,
    definitions,
    tokens: new TokenVerifier(apps, runtime.clock),
    access,
    admission: new Admission(access, effects, limits),
    moderation,
    logs,
    hub,
    presence,
    sessions,
    publisher: new Publisher({ runtime, access, moderation, limits, logs, broadcast, effects }),
    follower: new Follower({
      runtime,
      access,
      moderation,
      presence,
      hub,
      trace,
      effects,
      cacheMisses: new CacheMisses({ runtime, logs, effects, onFailure }),
    }),
    retention,
    stats,
    trace,
    deleteApp,
    onAppDeleted,
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}
