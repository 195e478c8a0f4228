import type { FastifyReply } from 'fastify';
import type { ChannelInfo } from '../http/channels-info.ts';
import type { Figures } from './figures.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './page.ts';

/** What the page shows, and what of it was chosen to be shown. */
export interface AdminView {
  readonly figures: Figures;
  /** Names of channels, sorted. */
  readonly channels: readonly string[];
  /** The app, if it is not the default one. */
  readonly app: string | null;
  /** The channel that was chosen; undefined: none; null: one that is not there. */
  readonly chosen: ChannelInfo | null | undefined;
  readonly showsHistory: boolean;
  readonly showsUsers: boolean;
}

const REFRESH_SECONDS = 10;

/** Answers with the page that shows how the protocol is used. It changes nothing. */
export function sendAdminPage(reply: FastifyReply, view: AdminView): FastifyReply {
  const { figures, app } = view;
  return sendPage(reply, {
    title: 'Channelstream',
    refreshSeconds: REFRESH_SECONDS,
    content: html`<header>
<h1>Channelstream${app === null ? '' : `: ${app}`}</h1>
<nav><a href="/dashboard/">Dashboard</a> <a href="/api-explorer">API explorer</a></nav>
<form method="post" action="/admin/sign_out"><button>Sign out</button></form>
</header>
${table([
  ['Uptime', figures.uptime],
  ['Users remembered', figures.remembered_user_count],
  ['Users connected', figures.unique_user_count],
  ['Connections', figures.total_connections],
  ['Channels', figures.total_channels],
  ['Messages since start', figures.total_unique_messages],
  ['Frames sent', figures.total_messages],
])}
${channelOf(view)}
${channelList(view)}`,
  });
}

function channelList({ channels, figures, app }: AdminView): Html {
  const more = figures.total_channels - channels.length;
  const appField = app === null ? html`` : html`<input type="hidden" name="app" value="${app}">`;
  const items = channels.map(
    (name) => html`<li><a href="${linkTo({ app, channel: name })}">${name}</a></li>
`,
  );
  return html`<h2>Channels</h2>
<form method="get" action="/admin">${appField}
<label>Name <input name="channel" maxlength="255" required></label> <button>Show</button>
</form>
<ol>
${items}</ol>
${more > 0 ? html`<p>And ${more} more, by name.</p>` : html``}`;
}

function channelOf({ chosen, app, showsHistory, showsUsers }: AdminView): Html {
  if (chosen === undefined) return html``;
  if (chosen === null) return html`<p role="alert">There is no such channel.</p>`;
  const { name: channel } = chosen;
  const shown = { app, channel, history: showsHistory, users: showsUsers };
  return html`<h2>${channel}</h2>
${table([
  ['Long name', chosen.long_name ?? '–'],
  ['Last active', chosen.last_active],
  ['Connections', chosen.total_connections],
  ['Users', chosen.total_users],
])}
<h3>Settings</h3>
${table(Object.entries(chosen.settings).map(([key, value]) => [key, String(value)]))}
<p><a href="${linkTo({ ...shown, history: !showsHistory })}">${showsHistory ? 'Hide' : 'Show'} history</a>
<a href="${linkTo({ ...shown, users: !showsUsers })}">${showsUsers ? 'Hide' : 'Show'} users</a></p>
${showsHistory ? html`<pre>${JSON.stringify(chosen.history, null, 2)}</pre>` : html``}
${showsUsers ? html`<ul>${chosen.users.map((user) => html`<li>${user}</li>`)}</ul>` : html``}`;
}

function table(rows: ReadonlyArray<readonly [label: string, value: string | number]>): Html {
  return html`<table>
${rows.map(
  ([label, value]) => html`<tr><th scope="row">${label}</th><td>${value}</td></tr>
`,
)}</table>`;
}

function linkTo(to: { app: string | null; channel: string; history?: boolean; users?: boolean }): string {
  const query = new URLSearchParams({ channel: to.channel });
  if (to.app !== null) query.set('app', to.app);
  if (to.history === true) query.set('history', '1');
  if (to.users === true) query.set('users', '1');
  return `/admin?${query}`;
}
