import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { root } from './workspace.mjs';

/**
 * Makes the Prisma clients; the script itself knows when there is nothing to do, and then prints nothing.
 *
 * @returns {Promise<'done' | 'unchanged'>}
 */
export async function generateClients() {
  const output = await runCommand(process.execPath, [join(root, 'scripts/generate.mjs')], {
    advice: 'The model in prisma/models does not make a client: the output above says where.',
  });
  return output.trim() === '' ? 'unchanged' : 'done';
}
