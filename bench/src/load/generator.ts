/** The program that makes load: readers and publishers, in a process of its own. */
import { z } from 'zod';
import { answerAsks } from '../process/asks.ts';
import { FanOutLoad, LoadOrder } from './fan-out-load.ts';
import { IngestOrder, runIngest } from './ingest-load.ts';
import { WireChoice, wireOf } from './wires/wire-of.ts';

const Connect = z.object({ port: z.int(), wire: WireChoice, readers: z.int() });
const Readers = z.object({ readers: z.int() });

let load: FanOutLoad | null = null;

answerAsks({
  async connect(input) {
    const { port, wire, readers } = Connect.parse(input);
    load?.[Symbol.dispose]();
    load = new FanOutLoad(port, wireOf(wire));
    await load.grow(readers);
  },
  async grow(input) {
    await connected().grow(Readers.parse(input).readers);
  },
  load: (input) => connected().run(LoadOrder.parse(input)),
  disconnect() {
    load?.[Symbol.dispose]();
    load = null;
  },
  ingest: (input) => runIngest(IngestOrder.parse(input)),
});

function connected(): FanOutLoad {
  if (!load) throw new Error('No readers are connected.');
  return load;
}
