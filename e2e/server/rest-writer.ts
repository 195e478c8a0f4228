import type { TestServer } from './test-server.ts';

export interface Acknowledged {
  readonly id: string;
  readonly position: string;
  readonly text: string;
}

interface Target {
  readonly server: TestServer;
  readonly channel: string;
  readonly adminKey: string;
}

/**
 * Publishes over REST as a careful backend does: one after another, each repeated with its own client id until it is
 * acknowledged, also over a restart of the server.
 */
export class RestWriter {
  readonly acknowledged: Acknowledged[] = [];
  /** How often a request found no server, or one that broke off. */
  failures = 0;
  readonly #target: Target;
  readonly #name: string;

  constructor(name: string, target: Target) {
    this.#name = name;
    this.#target = target;
  }

  /**
   * @param serverIsBack what to wait for after a failure before trying again
   * @param progress called after every acknowledgement
   */
  async write(count: number, serverIsBack: () => Promise<void>, progress: () => void): Promise<void> {
    for (let number = 0; number < count; number++) {
      const text = `${this.#name} ${number}`;
      this.acknowledged.push({ ...(await this.#untilStored(text, serverIsBack)), text });
      progress();
    }
  }

  async #untilStored(
    text: string,
    serverIsBack: () => Promise<void>,
  ): Promise<{ id: string; position: string }> {
    for (;;) {
      const answer = await this.#publish(text);
      if (answer) return answer;
      this.failures += 1;
      await serverIsBack();
    }
  }

  /** Null when the server was not there, or went while it answered: then nobody knows, and it must be repeated. */
  async #publish(text: string): Promise<{ id: string; position: string } | null> {
    const { server, channel, adminKey } = this.#target;
    try {
      const response = await fetch(`${server.url}/api/v1/channels/${channel}/events`, {
        method: 'POST',
        headers: { 'api-key': adminKey, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'message', data: { text }, clientId: text.replace(' ', '-') }),
      });
      if (response.status === 503) return null;
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      const { id, position } = await response.json();
      return { id, position };
    } catch (error) {
      // How `fetch` says that there is no connection, or none any more.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }
}
