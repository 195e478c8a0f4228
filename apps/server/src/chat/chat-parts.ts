import type { Core } from '../core/core.ts';
import type { PushQueue } from '../effects/push/push-queue.ts';
import type { Chat } from './chat.ts';
import type { BucketSettings } from './files/storage/bucket-settings.ts';

/** What the parts of chat are made of. */
export interface ChatParts {
  readonly core: Core;
  /** Where uploaded files and generated keys are kept. */
  readonly dataDir: string;
  /** Where the contents of files lie; null: in the data folder. */
  readonly bucket: BucketSettings | null;
  /** 32 bytes that the server keeps: what chat signs is signed with keys derived from it. */
  readonly masterKey: Buffer;
  /** What devices are to be told. */
  readonly pushQueue: PushQueue;
  /** Where clients reach this server; null: where each of them does. */
  readonly publicUrl: string | null;
  /** Work in the background failed; whoever runs the server should know. */
  onFailure(cause: unknown): void;
  /** The other parts. Not to be used before all of them are there, that is not in a constructor. */
  readonly chat: Chat;
}
