import type { Happening, ListenerHappening, MemberHappening } from '../../../core/effects/happening.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

type Leave = ListenerHappening | MemberHappening;

/**
 * What one endpoint is told of channels that empty and users that leave, a while later: who comes back within that time was
 * never away. One timer for all, since all wait equally long.
 */
export class DelayedLeaves implements Disposable {
  readonly #runtime: Runtime;
  readonly #tell: (leave: Leave) => void;
  /** By what comes back; the oldest first. */
  readonly #waiting = new Map<string, { readonly leave: Leave; readonly dueAt: number }>();
  #timer: Disposable | null = null;

  constructor(runtime: Runtime, tell: (leave: Leave) => void) {
    this.#runtime = runtime;
    this.#tell = tell;
  }

  /** Whether it need not be told now: it waits, or it undoes what waited. */
  takes(happening: Happening, delayMs: number): boolean {
    switch (happening.kind) {
      case 'occupied':
      case 'joined':
        return this.#waiting.delete(keyOf(happening));
      case 'vacated':
      case 'left':
        if (delayMs === 0) return false;
        this.#waiting.delete(keyOf(happening));
        this.#waiting.set(keyOf(happening), {
          leave: happening,
          dueAt: this.#runtime.clock.now() + delayMs,
        });
        this.#timer ??= this.#runtime.timers.after(delayMs, () => this.#tellDue());
        return true;
      default:
        return false;
    }
  }

  /** Forgets what waits: nobody is to be told. */
  forget(): void {
    this.#waiting.clear();
    this.#stop();
  }

  /** Tells of everything that waits: nobody comes back here. */
  [Symbol.dispose](): void {
    const left = [...this.#waiting.values()];
    this.forget();
    for (const { leave } of left) this.#tell(leave);
  }

  #tellDue(): void {
    this.#stop();
    const now = this.#runtime.clock.now();
    for (const [key, { leave, dueAt }] of this.#waiting) {
      if (dueAt > now) {
        this.#timer = this.#runtime.timers.after(dueAt - now, () => this.#tellDue());
        return;
      }
      this.#waiting.delete(key);
      this.#tell(leave);
    }
  }

  #stop(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }
}

/** The channel, or the user on it; one that was proved and one that merely says to be it are two. */
function keyOf(happening: Leave): string {
  const { kind, channel } = happening;
  if (kind !== 'joined' && kind !== 'left') return channel;
  return `${channel}\n${happening.claimed ? '?' : '='}${happening.userId}`;
}
