/**
 * `npm start`: from a fresh clone to a running server, with nothing but Node and npm. Installs, generates, builds what
 * changed, and runs the server in this terminal. Arguments after `--` go to the server. package.json runs it with `exec`:
 * npm signals only the shell in between, which would die and tell nobody.
 */
import './setup/require-node.mjs';
import { prepare } from './setup/prepare.mjs';
import { runServer } from './setup/run-server.mjs';
import { StepFailed } from './setup/step-failed.mjs';

try {
  await prepare();
  process.exitCode = await runServer(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  error.print();
  process.exitCode = 1;
}
