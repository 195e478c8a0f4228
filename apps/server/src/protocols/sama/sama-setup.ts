import type { Chat } from '../../chat/chat.ts';
import type { Core } from '../../core/core.ts';
import type { Organizations } from './auth/organizations.ts';
import type { NewsCodec } from './codec/news-codec.ts';

/** What all connections of the protocol share. */
export interface SamaSetup {
  readonly core: Core;
  readonly chat: Chat;
  readonly organizations: Organizations;
  readonly codec: NewsCodec;
  /** Something failed for no fault of a client. */
  onFailure(cause: unknown): void;
}
