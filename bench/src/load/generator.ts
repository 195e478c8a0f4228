/** The program that makes load: readers and publishers, in a process of its own. */
import { z } from 'zod';
import { answerAsks } from '../process/asks.ts';
import { FanOutLoad, LoadOrder } from './fan-out-load.ts';
import { HttpLoad, HttpOrder } from './http-load.ts';
import { IngestLoad, IngestOrder } from './ingest-load.ts';
import { WireChoice, wireOf } from './wires/wire-of.ts';

const Connect = z.object({ port: z.int(), wire: WireChoice, readers: z.int() });
const Seconds = z.object({ seconds: z.number() });
const Readers = z.object({ readers: z.int() });

let load: FanOutLoad | null = null;
let ingest: IngestLoad | HttpLoad | null = null;

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
    ingest?.[Symbol.dispose]();
    ingest = null;
  },
  async ingest(input) {
    const started = new IngestLoad();
    ingest = started;
    await started.start(IngestOrder.parse(input));
  },
  http(input) {
    ingest = new HttpLoad(HttpOrder.parse(input));
  },
  measure(input) {
    if (!ingest) throw new Error('No clients publish.');
    return ingest.measure(Seconds.parse(input).seconds);
  },
});

function connected(): FanOutLoad {
  if (!load) throw new Error('No readers are connected.');
  return load;
}
