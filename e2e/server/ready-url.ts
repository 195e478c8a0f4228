import type { ChildProcess } from 'node:child_process';

const PATIENCE_MS = 60_000;
const ADDRESS = /^ {2}dashboard +(http\S+)\/dashboard\/$/m;

/**
 * Waits for the banner that a server prints, all at once, when it is ready.
 *
 * @param onOutput called with whatever it prints, now and later
 * @returns where the server is reached
 */
export function readyUrl(server: ChildProcess, onOutput: (text: string) => void): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`The server ${what}. It printed:\n${output}`));
    const patience = setTimeout(() => fail(`was not ready in ${PATIENCE_MS} ms`), PATIENCE_MS);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      onOutput(chunk.toString());
      const address = ADDRESS.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(patience);
      resolve(address);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('error', reject);
    server.once('exit', (code, signal) => {
      clearTimeout(patience);
      fail(`ended (${code ?? signal}) before it was ready`);
    });
  });
}
