/**
 * A client in a page that asks what Channelstream's own asks, in the same order and the same way: signed calls with the token in
 * the query, JSON bodies, lists of messages; then a WebSocket with heartbeats of its own, or one poll after the other; and after
 * any end of it all of that anew. It waits less long than the original between two tries.
 */
export class PageClient {
  connId = null;
  channels = [];
  noWebsocket = false;
  /** Whether its WebSocket is open. */
  isListening = false;
  #options;
  #beat = null;

  /** @param options `server`, `username`, `channels`, what else `/connect` takes as `more`, and `heard`, called with each frame. */
  constructor(options) {
    this.#options = options;
    this.channels = options.channels;
    // A page that is left can send no more than this.
    addEventListener('pagehide', () => {
      navigator.sendBeacon(this.#address('disconnect', { conn_id: this.connId }));
    });
  }

  async connect() {
    const { username, more } = this.#options;
    const { conn_id, channels } = await this.#call('POST', 'connect', {
      ...more,
      username,
      channels: this.channels,
    });
    this.connId = conn_id;
    this.channels = channels;
    if (this.noWebsocket) void this.#poll();
    else await this.#open();
  }

  async subscribe(...channels) {
    const answer = await this.#call('POST', 'subscribe', { conn_id: this.connId, channels });
    this.channels = answer.channels;
    return answer.subscribed_to;
  }

  async unsubscribe(...channels) {
    const answer = await this.#call('POST', 'unsubscribe', { conn_id: this.connId, channels });
    this.channels = answer.channels;
    return answer.unsubscribed_from;
  }

  message(messages) {
    return this.#call('POST', 'message', messages);
  }

  edit(messages) {
    return this.#call('PATCH', 'message', messages);
  }

  delete(messages) {
    return this.#call('DELETE', 'message', messages);
  }

  /** Listens once by a script tag. Resolves when the script was run. */
  byScript() {
    window.told = (frames) => frames.forEach(this.#options.heard);
    const script = document.createElement('script');
    script.src = this.#address('listen', { conn_id: this.connId, callback: 'told' });
    return new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  async disconnect() {
    const response = await fetch(this.#address('disconnect', { conn_id: this.connId }));
    return response.json();
  }

  #open() {
    const socket = new WebSocket(`${this.#options.server.replace(/^http/, 'ws')}/ws?conn_id=${this.connId}`);
    socket.onmessage = ({ data }) => JSON.parse(data).forEach(this.#options.heard);
    socket.onclose = () => this.#again();
    return new Promise((resolve) => {
      socket.onopen = () => {
        this.isListening = true;
        this.#beat = setInterval(() => socket.send('{"type":"heartbeat"}'), 1000);
        resolve();
      };
    });
  }

  async #poll() {
    try {
      const response = await fetch(this.#address('listen', { conn_id: this.connId }));
      if (!response.ok) throw new Error(`answered ${response.status}`);
      (await response.json()).forEach(this.#options.heard);
      void this.#poll();
    } catch {
      this.#again();
    }
  }

  /** The original looks at no reason: it waits, and connects anew. */
  #again() {
    this.isListening = false;
    clearInterval(this.#beat);
    setTimeout(() => this.connect().catch(() => this.#again()), 200);
  }

  async #call(method, path, body) {
    const secret = await (await fetch('/token')).text();
    const response = await fetch(this.#address(path, { secret }), {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  #address(path, query) {
    return `${this.#options.server}/${path}?${new URLSearchParams(query)}`;
  }
}
