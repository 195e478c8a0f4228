import type { Actor } from '../../../core/access/actor.ts';
import type { App } from '../../../core/apps/app.ts';
import type { KeyRecord } from '../../../core/store/app-store.ts';

/** A request whose input was read. */
export interface OpenCall<Input> {
  readonly input: Input;
  readonly address: string;
  readonly userAgent: string;
  /** Aborted when the client goes away before it is answered. */
  readonly signal: AbortSignal;
}

/** A request that an app's backend signed. */
export interface SignedCall<Input> extends OpenCall<Input> {
  readonly app: App;
  /** The backend: it stands above the rules of channels, not above the limits of its app. */
  readonly actor: Actor;
  /** The secret that signed: what the call opens rests on it. */
  readonly key: KeyRecord;
}

/** An answer that is no JSON, or written already. */
export class TextAnswer {
  readonly contentType: string;
  readonly text: string;

  constructor(contentType: string, text: string) {
    this.contentType = contentType;
    this.text = text;
  }
}
