import { isRecord, readErrorShape } from '../errors/error-report.ts';
import { clientError, ParleyError } from '../errors/parley-error.ts';
import { step } from '../machine/table.ts';
import {
  connectionParamsFrame,
  PING,
  PONG,
  plainJson,
  readFrame,
  requestFrame,
  type ServerFrame,
} from '../rpc/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { OpenSocket, Socket } from '../socket/socket.ts';
import { closeError } from './close-error.ts';
import {
  type ConnectionEffect,
  type ConnectionEvent,
  type ConnectionState,
  isLive,
} from './connection-state.ts';
import { connectionTable } from './connection-table.ts';
import { type Credentials, connectionParams, fetchToken, isRenewable } from './credentials.ts';
import type { WatchWake } from './wake.ts';

const GREETING_ID = 'hello';
const REFRESH_ID = 'refresh';
/** superjson's form of `undefined`. */
const NO_INPUT = { json: null, meta: { values: ['undefined'] } };

export interface ConnectionOptions {
  /** The WebSocket address, complete. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly runtime: Runtime;
  readonly openSocket: OpenSocket;
  readonly watchWake: WatchWake;
}

/** What the connection tells those who use it. */
export interface ConnectionUser {
  stateChanged(state: ConnectionState, previous: ConnectionState): void;
  /** A frame that is not the connection's own business. Only while live. */
  frame(frame: ServerFrame): void;
}

/** Runs the connection's state table: keeps its socket, its timers and its token, and feeds what happens back in. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #renewable: boolean;
  readonly #watch: Disposable;
  #user: ConnectionUser | null = null;
  #state: ConnectionState = { name: 'idle' };
  #socket: Socket | null = null;
  #timer: Disposable | null = null;
  #refreshTimer: Disposable | null = null;
  #token: string | null = null;
  /** Counts token requests, so that the answer to an old one is not taken for the newest. */
  #tokenTurn = 0;
  #heardAt = 0;
  #answered = true;
  /** Events that arose while another was being handled; they are handled after it, in order. */
  readonly #queue: ConnectionEvent[] = [];
  #busy = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#renewable = isRenewable(options.credentials);
    this.#watch = options.watchWake(() => this.handle({ type: 'wake' }));
  }

  /** Names the one who is told. Once, before anything happens. */
  attach(user: ConnectionUser): void {
    this.#user = user;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get live(): boolean {
    return isLive(this.#state);
  }

  /** Sends a frame if the connection is live; says whether it did. */
  send(text: string): boolean {
    if (!this.live || !this.#socket) return false;
    this.#socket.send(text);
    return true;
  }

  handle(event: ConnectionEvent): void {
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#apply(next);
    } finally {
      this.#busy = false;
    }
  }

  #apply(event: ConnectionEvent): void {
    const previous = this.#state;
    const { runtime } = this.#options;
    const env = { now: runtime.now(), chance: runtime.random(), renewable: this.#renewable };
    const [state, ...effects] = step(connectionTable, previous, event, env);
    this.#state = state;
    for (const effect of effects) this.#run(effect);
    if (state.name === 'closed') this.#watch[Symbol.dispose]();
    if (state !== previous) this.#user?.stateChanged(state, previous);
  }

  #run(effect: ConnectionEffect): void {
    switch (effect.do) {
      case 'fetchToken':
        this.#fetchToken();
        break;
      case 'openSocket':
        this.#openSocket();
        break;
      case 'dropSocket':
        this.#dropSocket(effect.hung);
        break;
      case 'greet':
        this.#greet();
        break;
      case 'presentToken':
        this.#request(REFRESH_ID, 'mutation', 'session.refresh', { json: { token: this.#token } });
        break;
      case 'ping':
        this.#answered = false;
        this.#socket?.send(PING);
        break;
      case 'timer':
        this.#timer = this.#replaceTimer(this.#timer, effect.ms, () => this.#due());
        break;
      case 'refreshTimer':
        this.#refreshTimer = this.#replaceTimer(this.#refreshTimer, effect.ms, () =>
          this.handle({ type: 'refreshDue' }),
        );
    }
  }

  #replaceTimer(old: Disposable | null, ms: number | null, action: () => void): Disposable | null {
    old?.[Symbol.dispose]();
    return ms === null ? null : this.#options.runtime.after(ms, action);
  }

  #due(): void {
    const silentMs = Math.max(0, this.#options.runtime.now() - this.#heardAt);
    this.handle({ type: 'due', silentMs, answered: this.#answered });
  }

  #fetchToken(): void {
    const turn = ++this.#tokenTurn;
    fetchToken(this.#options.credentials).then(
      (token) => {
        if (turn !== this.#tokenTurn) return;
        this.#token = token;
        // Nothing to renew with: the connection lives on until the server ends it, and asks again then.
        if (token === null && this.#state.name === 'refreshing') {
          const error = clientError('token_failed', 'The token callback has no token any more.');
          this.handle({ type: 'tokenFailed', error });
        } else this.handle({ type: 'token' });
      },
      (error: unknown) => {
        if (turn === this.#tokenTurn) this.handle({ type: 'tokenFailed', error: asParleyError(error) });
      },
    );
  }

  #openSocket(): void {
    const { openSocket, url, credentials } = this.#options;
    if (!this.#renewable && 'key' in credentials) {
      this.#token = typeof credentials.token === 'string' ? credentials.token : null;
    }
    const mine = (): boolean => this.#socket === socket;
    const socket: Socket = openSocket(url, {
      opened: () => mine() && this.handle({ type: 'opened' }),
      message: (text) => mine() && this.#read(text),
      closed: (code, reason) => mine() && this.handle({ type: 'ended', error: closeError(code, reason) }),
    });
    this.#socket = socket;
  }

  #dropSocket(hung: boolean): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#tokenTurn++;
    socket?.drop(hung);
  }

  #greet(): void {
    this.#heard();
    this.#socket?.send(connectionParamsFrame(connectionParams(this.#options.credentials, this.#token)));
    this.#request(GREETING_ID, 'query', 'session.whoAmI', NO_INPUT);
  }

  #request(id: string, kind: 'query' | 'mutation', path: string, input: unknown): void {
    this.#socket?.send(requestFrame(id, kind, path, input, null));
  }

  #heard(): void {
    this.#heardAt = this.#options.runtime.now();
    this.#answered = true;
  }

  #read(text: string): void {
    this.#heard();
    const frame = readFrame(text);
    if (frame.type === 'ping') this.#socket?.send(PONG);
    else if (frame.type === 'data' && (frame.id === GREETING_ID || frame.id === REFRESH_ID)) {
      this.handle({ type: 'accepted', expiresAt: readExpiry(frame.data) });
    } else if (frame.type === 'error' && frame.id === REFRESH_ID) {
      this.handle({ type: 'refreshRefused', error: refusal(frame.shape) });
    } else if (frame.type === 'error' && !this.live) {
      this.handle({ type: 'ended', error: refusal(frame.shape) });
    } else if (this.live) this.#user?.frame(frame);
  }
}

function readExpiry(data: unknown): number | null {
  const answer = plainJson(data);
  return isRecord(answer) && typeof answer.expiresAt === 'number' ? answer.expiresAt : null;
}

function refusal(shape: unknown): ParleyError {
  return new ParleyError(readErrorShape(plainJson(shape)));
}

function asParleyError(error: unknown): ParleyError {
  return error instanceof ParleyError ? error : clientError('token_failed', 'The token failed.', error);
}
