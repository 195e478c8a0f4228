import { expect, test } from 'vitest';
import { html } from './html.ts';

test('what is put into a page is text, in content and in attributes', () => {
  const name = `<img src=x onerror=alert(1)> & "quotes" and 'more'`;
  const { text } = html`<p title="${name}">${name}</p>`;
  const escaped = '&#60;img src=x onerror=alert(1)&#62; &#38; &#34;quotes&#34; and &#39;more&#39;';
  expect(text).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test('HTML is put in as it is, one piece or many, and numbers as they are', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>${html`<hr>`}${0}`.text).toBe('<ul><li>a</li><li>&#60;b&#62;</li></ul><hr>0');
});
