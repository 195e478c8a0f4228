import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { BadFrame } from './garbage-frames.ts';

/** Fewer than the server takes in a row before it hangs up. */
const IN_A_ROW = 50;

/**
 * Sends frames on one connection, with a good request after every few of them, and waits until all is answered.
 *
 * @returns the answers to the bad ones.
 */
export async function sendFrames(
  wsUrl: string,
  params: Readonly<Record<string, string>>,
  frames: Iterable<BadFrame>,
): Promise<readonly string[]> {
  const socket = new WebSocket(`${wsUrl}/trpc?connectionParams=1`, { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
  const answers: string[] = [];
  const dialogue = new Dialogue(socket, answers);
  try {
    let inARow = 0;
    let due = 0;
    for (const frame of frames) {
      socket.send(frame);
      due += 1;
      inARow += 1;
      if (inARow < IN_A_ROW) continue;
      inARow = 0;
      await dialogue.answered(due);
    }
    await dialogue.answered(due);
    return answers;
  } finally {
    socket.terminate();
  }
}

/** Waits for a good request to be answered and for as many other answers as are due. */
class Dialogue {
  readonly #socket: WebSocket;
  readonly #answers: string[];
  #good = 0;
  #check = (): void => {};
  #lost: (() => void) | null = null;

  constructor(socket: WebSocket, answers: string[]) {
    this.#socket = socket;
    this.#answers = answers;
    socket.on('message', (data) => {
      const text = String(data);
      if (text.includes('"id":"good"')) this.#good += 1;
      else answers.push(text);
      this.#check();
    });
    socket.on('close', () => this.#lost?.());
  }

  answered(due: number): Promise<void> {
    const good = this.#good + 1;
    this.#socket.send('{"id":"good","method":"query","params":{"path":"session.whoAmI"}}');
    return new Promise((resolve, reject) => {
      this.#lost = () => reject(new Error(`closed with ${this.#answers.length} of ${due} frames answered`));
      this.#check = () => {
        if (this.#good >= good && this.#answers.length >= due) resolve();
      };
      this.#check();
    });
  }
}
