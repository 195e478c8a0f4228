import { isRecord } from '../errors/error-report.ts';
import type { OpenSocket } from '../socket/socket.ts';
import { type SimulatedEvent, SimulatedLog } from './simulated-log.ts';
import type { SimulatedRuntime } from './simulated-runtime.ts';
import { SimulatedSocket } from './simulated-socket.ts';

interface Subscription {
  readonly wireId: string;
  readonly channel: string;
  readonly user: string;
  readonly presence: unknown;
}

interface Client {
  readonly socket: SimulatedSocket;
  readonly subscriptions: Map<string, Subscription>;
  user: string;
}

/** What a request is refused with. */
export interface Refusal {
  readonly code: string;
  readonly retry: 'never' | 'later' | 'reconnect' | 'refresh';
  readonly retryAfterMs?: number;
}

type Said = Omit<Parameters<SimulatedLog['append']>[0], 'at' | 'user'>;

/** Who every client is. */
const USER = 'ann';

interface Request {
  readonly id: string;
  readonly path: string;
  readonly input: Record<string, unknown>;
  readonly lastEventId: string | null;
}

/** A server in memory that speaks the documented wire, and fails in every way it is asked to. For tests. */
export class SimulatedServer {
  readonly #runtime: SimulatedRuntime;
  readonly #clients = new Set<Client>();
  readonly #logs = new Map<string, SimulatedLog>();
  /** Frames the clients sent, by method and path, newest last. */
  readonly requests: string[] = [];
  /** Refuses to open sockets while false. */
  reachable = true;
  /** Takes requests but does not answer, while true. */
  mute = false;
  /** Makes the verdict on a request; null lets it pass. */
  refuse: (path: string, input: Record<string, unknown>) => Refusal | null = () => null;
  /** Answers to what is no channel's business, by path. */
  readonly procedures = new Map<string, (input: Record<string, unknown>) => unknown>();
  /** How long such an answer takes that is true already; what happens meanwhile is told before it. */
  answerDelayMs: () => number = () => 0;
  /** Until when tokens are said to last; null: for ever. */
  expiresAt: number | null = null;
  /** Tokens that were presented, with a connect or a refresh. */
  readonly tokens: (string | null)[] = [];

  constructor(runtime: SimulatedRuntime) {
    this.#runtime = runtime;
  }

  readonly openSocket: OpenSocket = (_url, events) => {
    const client: Client = {
      socket: new SimulatedSocket(
        this.#runtime,
        events,
        (text) => this.#receive(client, text),
        () => this.#leave(client),
      ),
      subscriptions: new Map(),
      user: USER,
    };
    if (this.reachable) {
      this.#clients.add(client);
      client.socket.opened();
    } else this.#runtime.after(1, () => client.socket.cut());
    return client.socket;
  };

  get connections(): number {
    return this.#clients.size;
  }

  /** Subscriptions held by the connected clients, by their ids on the wire. */
  get subscriptions(): string[] {
    return [...this.#clients].flatMap(({ subscriptions }) => [...subscriptions.keys()]);
  }

  log(channel: string): SimulatedLog {
    const log = this.#logs.get(channel) ?? new SimulatedLog();
    this.#logs.set(channel, log);
    return log;
  }

  /** Somebody else publishes. */
  publish(channel: string, name: string, data: unknown): void {
    this.#append(channel, { kind: 'publish', name, data, clientId: null, target: null });
  }

  /** Somebody says something, as which the log knows; `isOwn`: over this connection, which gets no copy. */
  say(channel: string, event: Said & { readonly user: string }, isOwn: boolean): SimulatedEvent {
    const log = this.log(channel);
    const { event: stored, duplicate } = log.append({ ...event, at: this.#runtime.now() });
    if (!isOwn && !duplicate) this.#fanOut(channel, eventItem(log, stored));
    return stored;
  }

  /** Somebody else's signal, presence change or anything else that is not logged. */
  send(channel: string, item: object): void {
    this.#fanOut(channel, item);
  }

  /** Every connection is lost. */
  cut(): void {
    for (const { socket } of [...this.#clients]) socket.cut();
  }

  /** Every connection goes silent without anybody learning it. */
  hush(): void {
    for (const { socket } of [...this.#clients]) socket.hush();
  }

  /** Every connection is closed with a close frame. */
  close(code: number, reason: string): void {
    for (const { socket } of [...this.#clients]) socket.server.close(code, reason);
  }

  #leave(client: Client): void {
    this.#clients.delete(client);
    for (const subscription of client.subscriptions.values()) this.#announce(subscription, 'leave');
    client.subscriptions.clear();
  }

  #receive(client: Client, text: string): void {
    if (text === 'PING') {
      this.requests.push('PING');
      if (!this.mute) client.socket.server.send('PONG');
      return;
    }
    const frame: unknown = JSON.parse(text);
    if (!isRecord(frame)) throw new Error(`The client sent ${text}`);
    if (frame.method === 'connectionParams') {
      this.tokens.push(
        isRecord(frame.data) && typeof frame.data.token === 'string' ? frame.data.token : null,
      );
      return;
    }
    const id = String(frame.id);
    if (frame.method === 'subscription.stop') {
      this.requests.push('stop');
      const subscription = client.subscriptions.get(id);
      if (subscription) this.#announce(subscription, 'leave');
      client.subscriptions.delete(id);
      return;
    }
    const params = isRecord(frame.params) ? frame.params : {};
    const json = isRecord(params.input) ? params.input.json : null;
    const lastEventId = typeof params.lastEventId === 'string' ? params.lastEventId : null;
    const request = { id, path: String(params.path), input: isRecord(json) ? json : {}, lastEventId };
    this.requests.push(request.path);
    if (!this.mute) this.#answer(client, request);
  }

  #answer(client: Client, request: Request): void {
    const refusal = this.refuse(request.path, request.input);
    if (refusal) {
      const report = { message: refusal.code, fix: '', ...refusal };
      const shape = { code: -32603, message: refusal.code, data: { parley: report } };
      client.socket.server.send(JSON.stringify({ id: request.id, error: { json: shape } }));
      return;
    }
    if (request.path === 'channels.subscribe') {
      this.#subscribe(client, request);
      return;
    }
    const result = { type: 'data', data: { json: this.#perform(request) } };
    const send = (): void => client.socket.server.send(JSON.stringify({ id: request.id, result }));
    const delayMs = this.procedures.has(request.path) ? this.answerDelayMs() : 0;
    if (delayMs > 0) this.#runtime.after(delayMs, send);
    else send();
  }

  #perform({ path, input }: Request): unknown {
    const channel = String(input.channel);
    const clientId = typeof input.clientId === 'string' ? input.clientId : null;
    switch (path) {
      case 'session.whoAmI':
        return { user: USER, expiresAt: this.expiresAt };
      case 'session.refresh':
        this.tokens.push(String(input.token));
        return { expiresAt: this.expiresAt };
      case 'channels.publish': {
        const name = String(input.name);
        return this.#append(channel, { kind: 'publish', name, data: input.data, clientId, target: null });
      }
      case 'channels.edit': {
        const target = String(input.id);
        return this.#append(channel, { kind: 'edit', name: 'message', data: input.data, clientId, target });
      }
      case 'channels.delete': {
        const target = String(input.id);
        return this.#append(channel, { kind: 'delete', name: 'message', data: null, clientId, target });
      }
      case 'channels.history': {
        const log = this.log(channel);
        const { events } = log.after(0);
        return {
          position: `${log.epoch}:${log.head}`,
          events: events.map(({ offset, ...event }) => ({
            ...event,
            position: `${log.epoch}:${offset}`,
          })),
        };
      }
      default:
        return this.procedures.get(path)?.(input) ?? {};
    }
  }

  #append(channel: string, event: Said): unknown {
    const log = this.log(channel);
    const { event: stored, duplicate } = log.append({ ...event, at: this.#runtime.now(), user: null });
    if (!duplicate) this.#fanOut(channel, eventItem(log, stored));
    const { id, offset, at } = stored;
    return { id, position: `${log.epoch}:${offset}`, at, duplicate };
  }

  #subscribe(client: Client, { id, input, lastEventId }: Request): void {
    if (client.subscriptions.has(id)) throw new Error(`The client uses the id ${id} twice at once.`);
    const channel = String(input.channel);
    const log = this.log(channel);
    const rewind = typeof input.rewind === 'number' ? input.rewind : 0;
    const asked = lastEventId === null ? log.head - rewind : Number(lastEventId.split(':')[1]);
    const { events, from, gap } = log.after(Math.max(0, asked));
    const subscription = { wireId: id, channel, user: client.user, presence: input.presence };
    client.socket.server.send(JSON.stringify({ id, result: { type: 'started' } }));
    const resumed = gap ? 'gap' : 'resumed';
    const recovery = lastEventId === null ? 'fresh' : resumed;
    const members = [{ user: client.user, data: input.presence ?? null, joinedAt: this.#runtime.now() }];
    const position = `${log.epoch}:${from}`;
    this.#yield(client, id, position, { type: 'subscribed', position, recovery, members });
    for (const event of events) {
      const item = eventItem(log, event);
      this.#yield(client, id, item.position, item);
    }
    this.#announce(subscription, 'join');
    client.subscriptions.set(id, subscription);
  }

  #announce({ channel, user, presence }: Subscription, action: 'join' | 'leave'): void {
    if (presence === undefined) return;
    const data = action === 'leave' ? null : presence;
    this.#fanOut(channel, { type: 'presence', action, user, data, at: this.#runtime.now(), count: 1 });
  }

  #fanOut(channel: string, item: object): void {
    const log = this.log(channel);
    for (const client of this.#clients) {
      for (const subscription of client.subscriptions.values()) {
        if (subscription.channel !== channel) continue;
        this.#yield(client, subscription.wireId, `${log.epoch}:${log.head}`, item);
      }
    }
  }

  #yield(client: Client, id: string, eventId: string, item: object): void {
    const result = { type: 'data', id: eventId, data: { json: { id: eventId, data: item } } };
    client.socket.server.send(JSON.stringify({ id, result }));
  }
}

function eventItem(log: SimulatedLog, event: SimulatedLog['stored'][number]) {
  const { offset, ...rest } = event;
  return { type: 'event', ...rest, position: `${log.epoch}:${offset}` };
}
