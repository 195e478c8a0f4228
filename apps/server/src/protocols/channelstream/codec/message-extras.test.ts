import { expect, test } from 'vitest';
import { Body } from '../../../core/event/body.ts';
import { extrasBody, extrasBodyIfAny, messageExtrasOf } from './message-extras.ts';

test('what a backend said of a message comes back as it was; what others said of it stays beside it', () => {
  const extras = { uuid: 'u', fields: { a: [1] }, patch: { id: 'p', keys: ['user'], edited: 'now' } };
  expect(messageExtrasOf(extrasBody(extras))).toEqual(extras);
  const beside = extrasBody(extras, Body.ofValue({ other: 1, channelstream: { uuid: 'before' } }));
  expect(beside.value()).toEqual({ other: 1, channelstream: extras });
});

test('where there is nothing to say, nothing travels', () => {
  expect(extrasBodyIfAny({ uuid: undefined, fields: undefined })).toEqual({});
  expect(extrasBodyIfAny({ uuid: 'u' }).extras?.value()).toEqual({ channelstream: { uuid: 'u' } });
  expect(messageExtrasOf(undefined)).toBeNull();
});
