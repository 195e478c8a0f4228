import type { ChatCaller } from '../../../chat/caller.ts';
import type { SignedInDevice } from '../../../chat/devices/devices.ts';
import type { Session } from '../../../core/session/session.ts';
import { PROTOCOL } from '../protocol.ts';

/** Who a connection is signed in as, and what it follows by being so. */
export class SignedInUser implements Disposable {
  readonly userId: string;
  readonly session: Session;
  readonly #feed: Disposable;
  #device: SignedInDevice;
  #watching: Disposable | null = null;
  #isOver = false;

  /** @param feed what concerns the user, as it happens. */
  constructor(session: Session, device: SignedInDevice, feed: Disposable) {
    this.userId = device.userId;
    this.session = session;
    this.#device = device;
    this.#feed = feed;
  }

  /** The sign-in that it rests on. */
  get device(): SignedInDevice {
    return this.#device;
  }

  get caller(): ChatCaller {
    const { app, address, id: sessionId } = this.session;
    const { id: signInId, deviceId } = this.#device;
    return { app, userId: this.userId, sessionId, deviceId, signInId, address, protocol: PROTOCOL };
  }

  /** It rests on another sign-in of the same user from now on. */
  rely(device: SignedInDevice): void {
    this.#device = device;
  }

  /** Watches somebody instead of whom it watched before; null: nobody. */
  watch(watching: Disposable | null): void {
    this.#watching?.[Symbol.dispose]();
    this.#watching = this.#isOver ? null : watching;
    // It was signed out while it was asked whom it may watch.
    if (this.#isOver) watching?.[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    this.watch(null);
    this.#feed[Symbol.dispose]();
  }
}
