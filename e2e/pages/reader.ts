import { createParley } from '@parley/sdk';
import { room } from './room.ts';

/**
 * A page that uses the SDK as an application would: it lists what it receives and publishes what is typed. Whom to
 * reach comes in the address: `#url=…&key=…&room=…`.
 */
const wanted = new URLSearchParams(window.location.hash.slice(1));
const parley = createParley({ url: wanted.get('url') ?? '', key: wanted.get('key') ?? '' });
const channel = parley.channel(room, { id: wanted.get('room') ?? '' });

const state = element('state', HTMLOutputElement);
const received = element('received', HTMLOListElement);
const form = element('form', HTMLFormElement);
const text = element('text', HTMLInputElement);

parley.on('state', ({ status }) => {
  state.value = status;
});
channel.subscribe({
  onStart: () => {
    state.value = 'reading';
  },
  message: (event) => add(event.position, event.data.text),
  onGap: (gap) => add(gap.position, '(gap)'),
  onEnd: (error) => {
    state.value = `ended: ${error.code}`;
  },
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  channel.publish('message', { text: text.value }).then(
    () => {
      state.value = 'stored';
    },
    (error: unknown) => {
      state.value = `failed: ${String(error)}`;
    },
  );
});

function add(position: string, words: string): void {
  const item = document.createElement('li');
  item.dataset.position = position;
  item.textContent = words;
  received.append(item);
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} #${id}.`);
}
