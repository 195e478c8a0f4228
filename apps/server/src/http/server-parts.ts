import type { Registry } from 'prom-client';
import type { Accounts } from '../api/accounts/accounts.ts';
import type { OpenStreams } from '../api/rest/sse/open-streams.ts';
import type { Chat } from '../chat/chat.ts';
import type { Settings } from '../config/settings.ts';
import type { Core } from '../core/core.ts';
import type { OpenEffects } from '../effects/open-effects.ts';
import type { Wire } from '../wire/wire.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { Readiness } from './readiness.ts';

/** What the HTTP side serves. */
export interface ServerParts {
  readonly settings: Settings;
  readonly core: Core;
  readonly effects: OpenEffects;
  readonly accounts: Accounts;
  readonly chat: Chat;
  readonly wire: Wire;
  readonly metrics: Registry;
  readonly origins: OriginPolicy;
  readonly readiness: Readiness;
  readonly streams: OpenStreams;
  /** Folder with the built dashboard. */
  readonly dashboardDir: string;
}
