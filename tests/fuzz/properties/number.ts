import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { callerNumber } from '../../../protocol/number/caller.js';
import { formatNumber, maskNumber } from '../../../protocol/number/format.js';
import { normalizeNumber } from '../../../protocol/number/normalize.js';
import { anyText, mutatedText } from '../inputs.js';
import { attempt, property } from '../property.js';

const SPELLINGS = [
  '13800138000',
  '+86 138 0013 8000',
  '0086-13800138000',
  '1795113800138000',
  '０７５５－８３４５６７８９转８００１',
  '(010) 8345 6789 ext. 12',
  '95588',
  '4008123123',
  '+852 6123 4567',
  'tel:+86-755-83456789;ext=12',
  'anonymous',
  '002B0038003600310033',
];
const spelling = fc.oneof(mutatedText(SPELLINGS), fc.stringMatching(/^\+?[0-9]{1,24}$/));

export const numberProperties = [
  property(
    'any text has a key, or none',
    fc.tuple(spelling, fc.constantFrom('CN', 'HK', 'US', 'XX', ''), fc.constantFrom(undefined, '0755', 'x')),
    ([text, region, area]) => {
      const found = attempt('number', () => normalizeNumber(text, region, area));
      if (found === undefined) return;
      assert.ok(found.key === null || /^\+?[0-9]{3,26}$/.test(found.key), String(found.key));
      assert.ok(found.national.length <= 60);
    },
  ),
  property('a key is the key of itself', spelling, (text) => {
    const { key } = normalizeNumber(text);
    if (key !== null) assert.is(normalizeNumber(key).key, key);
  }),
  property('a masked number does not show the number', spelling, (text) => {
    const { key, kind } = normalizeNumber(text);
    const masked = maskNumber(text);
    if (key === null) assert.is(masked, '');
    else if (kind !== 'service')
      assert.ok(masked.includes('****') && !masked.includes(key.replace('+86', '')), masked);
    assert.type(formatNumber(text), 'string');
  }),
  property(
    'a caller is a number or nobody',
    fc.tuple(anyText, fc.nat(255), fc.nat(5)),
    ([text, type, validity]) => {
      const number = callerNumber(text, type, validity);
      assert.ok(number === null || number.length <= text.length + 1);
    },
  ),
];
