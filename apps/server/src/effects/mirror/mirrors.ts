import type { EffectSurroundings } from '../../core/effects/effects.ts';
import type { MessageHappening } from '../../core/effects/happening.ts';
import type { NewEffect } from '../../core/store/effect-store.ts';
import type { AddressGuard } from '../address-guard.ts';

/** The MySQL databases that apps have their cache rooms copied into. */
export class Mirrors implements AsyncDisposable {
  static async open(_surroundings: EffectSurroundings, _guard: AddressGuard): Promise<Mirrors> {
    return new Mirrors();
  }

  plan(_message: MessageHappening): readonly NewEffect[] {
    return [];
  }

  stored(_effects: readonly NewEffect[]): void {}

  forgetApp(_appId: string): void {}

  async [Symbol.asyncDispose](): Promise<void> {}
}
