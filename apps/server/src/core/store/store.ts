import type { AccountStore } from './account-store.ts';
import type { AppStore } from './app-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { ChatStore } from './chat/chat-store.ts';
import type { CounterStore } from './counter-store.ts';
import type { DefinitionStore } from './definition-store.ts';
import type { EffectStore } from './effect-store.ts';
import type { EventStore } from './event-store.ts';
import type { IntegrationStore } from './integration-store.ts';
import type { ModerationStore } from './moderation-store.ts';

/** Everything that is kept. Core declares it; `store/` implements it once per database. */
export interface Store extends AsyncDisposable {
  readonly events: EventStore;
  readonly apps: AppStore;
  readonly definitions: DefinitionStore;
  readonly moderation: ModerationStore;
  readonly audit: AuditStore;
  readonly accounts: AccountStore;
  readonly effects: EffectStore;
  readonly integrations: IntegrationStore;
  readonly counters: CounterStore;
  readonly chat: ChatStore;
  /** Resolves if the database answers, rejects with `unavailable` otherwise. */
  ping(): Promise<void>;
}
