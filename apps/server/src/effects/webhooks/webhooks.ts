import type { EffectSurroundings, Verdict } from '../../core/effects/effects.ts';
import type { Happening, MessageHappening } from '../../core/effects/happening.ts';
import type { NewEffect } from '../../core/store/effect-store.ts';
import type { AddressGuard } from '../address-guard.ts';
import type { VerificationQuestion, WebhookFormat } from './webhook-format.ts';

export interface WebhookOptions {
  readonly formats: readonly WebhookFormat[];
  /** Which addresses requests may go to. */
  readonly guard: AddressGuard;
}

/** Webhooks of every app: who wants to know what, and the requests that tell them. */
export class Webhooks implements AsyncDisposable {
  static async open(_surroundings: EffectSurroundings, _options: WebhookOptions): Promise<Webhooks> {
    return new Webhooks();
  }

  plan(_message: MessageHappening): readonly NewEffect[] {
    return [];
  }

  stored(_effects: readonly NewEffect[]): void {}

  note(_happening: Happening): void {}

  async verify(_appId: string, _question: VerificationQuestion): Promise<Verdict> {
    return 'unasked';
  }

  forgetApp(_appId: string): void {}

  async [Symbol.asyncDispose](): Promise<void> {}
}
