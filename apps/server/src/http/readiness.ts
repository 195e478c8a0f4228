/** Whether the server takes work: `starting`, then `ready`, then `draining`. */
export class Readiness {
  #state: 'starting' | 'ready' | 'draining' = 'starting';

  get state(): 'starting' | 'ready' | 'draining' {
    return this.#state;
  }

  ready(): void {
    if (this.#state === 'starting') this.#state = 'ready';
  }

  draining(): void {
    this.#state = 'draining';
  }
}
