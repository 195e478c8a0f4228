/** `npm run build`: installs, generates and builds what changed, without starting anything. */
import './setup/require-node.mjs';
import { prepare } from './setup/prepare.mjs';
import { StepFailed } from './setup/step-failed.mjs';

try {
  await prepare();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  error.print();
  process.exitCode = 1;
}
