import { join } from 'node:path';
import webPush from 'web-push';
import type { App } from '../../core/apps/app.ts';
import { AppSettings } from '../../core/apps/app-settings.ts';
import { KeyVault } from '../../core/apps/key-vault.ts';
import { type Core, openCore } from '../../core/core.ts';
import type { Session } from '../../core/session/session.ts';
import { AddressGuard } from '../../effects/address-guard.ts';
import { type OpenEffects, openEffects } from '../../effects/open-effects.ts';
import { LocalBus } from '../../engine/local-bus.ts';
import { Closing } from '../../runtime/closing.ts';
import { type SimulatedRuntime, simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { temporaryFolder } from '../../store/testing/temporary-folder.ts';
import { openTestStore } from '../../store/testing/test-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { Chat } from '../chat.ts';
import { openChat } from '../open-chat.ts';

/** Chat on a database of its own, in an app without narrow limits, at a time that the test moves on. */
export interface ChatBed extends AsyncDisposable {
  readonly core: Core;
  readonly chat: Chat;
  readonly app: App;
  readonly runtime: SimulatedRuntime;
  /** What failed in the background. */
  readonly failures: unknown[];
  /** A user that exists, acting over HTTP unless said otherwise. */
  caller(userId: string, fields?: Partial<ChatCaller>): Promise<ChatCaller>;
  /** A connection of that user. */
  connect(userId: string): Session;
}

const PLENTY = 1_000_000;

export async function chatBed(settings: object = {}): Promise<ChatBed> {
  const closing = new Closing();
  return closing.attempt(async () => {
    const failures: unknown[] = [];
    const onFailure = (cause: unknown): void => void failures.push(cause);
    const runtime = simulatedRuntime();
    const { store } = closing.use(await openTestStore());
    const folder = closing.use(await temporaryFolder('chat'));
    const masterKey = runtime.chance.bytes(32);
    const opened: { effects?: OpenEffects } = {};
    const core = closing.use(
      await openCore({
        ...{ store, runtime, onFailure },
        engine: closing.use(new LocalBus().join()),
        vault: new KeyVault(masterKey, runtime.chance),
        maxVolatileBytes: 1_000_000,
        retentionEveryMs: 3_600_000,
        openEffects: async (surroundings) => {
          const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:nobody@example.test' };
          opened.effects = await openEffects(surroundings, {
            formats: [],
            guard: new AddressGuard([]),
            push: { vapid, fcm: null, apns: null },
          });
          return opened.effects;
        },
      }),
    );
    if (!opened.effects) throw new Error('The core did not open its effects.');
    const limits = {
      clientPublishPerSecond: PLENTY,
      clientPublishBurst: PLENTY,
      appPublishPerSecond: PLENTY,
    };
    const app = await core.apps.create('acme', 'acme', AppSettings.parse({ limits, ...settings }));
    const chat = closing.use(
      await openChat({
        ...{ core, masterKey, onFailure, dataDir: join(folder.path, 'data'), bucket: null, publicUrl: null },
        pushQueue: opened.effects.pushes,
      }),
    );
    return {
      ...{ core, chat, app, runtime, failures },
      async caller(userId, fields = {}) {
        await chat.users.ensure(app, userId);
        const common = { sessionId: null, deviceId: null, address: '', protocol: 'test' };
        return { app, userId, ...common, ...fields };
      },
      connect: (userId) =>
        core.sessions.open(
          { app, protocol: 'test', address: '', userAgent: '', link: { bufferedBytes: 0, close() {} } },
          {
            principal: { kind: 'user', userId, verified: true },
            ...{ grants: [], expiresAt: null, admission: null, signature: null },
          },
        ),
      [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
    };
  });
}
