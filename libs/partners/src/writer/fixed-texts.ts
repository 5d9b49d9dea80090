/** Texts of the payload's envelope that are always the same. */
import { EVENT_TYPE_NAMES } from '../payload/personal-fields.ts';
import { wordsOf } from './words.ts';

export const ID_OPENING = wordsOf('{"id":');
export const NAME_OPENING = wordsOf(',"name":');
export const TYPE_OPENING = wordsOf(',"type":');
export const TIMESTAMP_OPENING = wordsOf(',"timestamp":');
export const ANSWERS = { allow: wordsOf('"allow"'), allow_limited: wordsOf('"allow_limited"') };
export const TYPES = EVENT_TYPE_NAMES.map(name => (name === undefined ? null : wordsOf(`"${name}"`)));
export const [EMPTY_TEXT, TRUE, FALSE] = [wordsOf('""'), wordsOf('true'), wordsOf('false')];
