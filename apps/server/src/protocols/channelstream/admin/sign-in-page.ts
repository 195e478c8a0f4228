import type { FastifyReply } from 'fastify';
import { html } from './html.ts';
import { sendPage } from './page.ts';

/** Answers with the form to sign in; `complaint` says why the last attempt failed. */
export function sendSignInPage(reply: FastifyReply, complaint: string | null): FastifyReply {
  const alert = complaint === null ? html`` : html`<p role="alert">${complaint}</p>`;
  return sendPage(reply, {
    title: 'Sign in',
    content: html`<h1>Sign in</h1>
${alert}
<form method="post" action="/admin/sign_in">
<label>Username <input name="username" autocomplete="username" maxlength="200" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" maxlength="500" required></label>
<button>Sign in</button>
</form>
<p>With an account of the dashboard.</p>`,
  });
}
