import { createParley, defineChannel } from '@parley/sdk';
import { createParleyRest } from '@parley/sdk/rest';
import { z } from 'zod';

/** Each marked line holds one mistake that the compiler must find. */
const room = defineChannel('room:{id}', { message: z.object({ text: z.string() }) });
const parley = createParley({ url: 'http://127.0.0.1:4000', key: 'key' });
const channel = parley.channel(room, { id: '42' });

channel.publish('message', { text: 42 }); // must not compile
channel.publish('massage', { text: 'hi' }); // must not compile
channel.subscribe({ message: (event) => event.data.txt }); // must not compile
channel.signal('typing', {}); // must not compile
parley.channel(room); // must not compile
parley.channel(room, { name: '42' }); // must not compile
parley.api.channels.publish.mutate({ channel: 'a', name: 7, data: null }); // must not compile
parley.api.channels.publich; // must not compile
createParley({ url: 'http://127.0.0.1:4000' }); // must not compile
createParleyRest({ url: 'http://127.0.0.1:4000', adminKey: 'k' }).GET('/nowhere'); // must not compile
