/**
 * Reads a page of a DynamoDB Scan or Query as it came over the wire, and marks the users in it:
 *
 *     {"Count":2,"Items":[{"id":{"S":"a"}},{"id":{"S":"b"}}],"ScannedCount":2}
 *
 * A reader of JSON that only goes into the items. Strings are unescaped where they stand.
 */
import { equalBytes, findByte, moveDown } from './bytes';
import { keyNameBytes, keyPrefixBytes, longestKey, sortNameBytes, sortValueBytes } from './layout';
import { finishMarking, markLater } from './lookup';
import { state } from './state';

const lineFeed: u8 = 0x0a;
const quote: u8 = 0x22;
const comma: u8 = 0x2c;
const colon: u8 = 0x3a;
const openBracket: u8 = 0x5b;
const backslash: u8 = 0x5c;
const closeBracket: u8 = 0x5d;
const openBrace: u8 = 0x7b;
const closeBrace: u8 = 0x7d;

let at: usize = 0;
let end: usize = 0;
/** The string that was read last. */
let text: usize = 0;
let textLength: u32 = 0;
let wasEscaped: bool = false;

let itemsFrom: usize = 0;
let itemsTo: usize = 0;

/** How the users table's keys look: their parts stand in the layout's places for them, this long. */
export function setKeys(type: u8, name: u32, prefix: u32, sortName: u32, sortValue: u32): void {
  state.keyType = type;
  state.keyName = name;
  state.keyPrefix = prefix;
  state.sortName = sortName;
  state.sortValue = sortValue;
}

/** Where the value of `Items` stood; both 0 if there was none. */
export function itemsStart(): usize {
  return itemsFrom;
}

export function itemsEnd(): usize {
  return itemsTo;
}

/** @returns false when it is not a whole page: then nothing can be said of the users that it had */
export function markPage(start: usize, pageEnd: usize): bool {
  at = start;
  end = pageEnd;
  itemsFrom = 0;
  itemsTo = 0;
  const isWhole = readObject() && peek() == 0;
  finishMarking();
  return isWhole;
}

function readObject(): bool {
  if (!take(openBrace)) return false;
  if (take(closeBrace)) return true;
  do {
    if (!readString() || !take(colon)) return false;
    if (isItems()) {
      peek();
      itemsFrom = at;
      if (!readItems()) return false;
      itemsTo = at;
    } else if (!skipValue()) return false;
  } while (take(comma));
  return take(closeBrace);
}

function isItems(): bool {
  // "Item" and "s"
  return textLength == 5 && load<u32>(text) == 0x6d657449 && load<u8>(text, 4) == 0x73;
}

function readItems(): bool {
  if (!take(openBracket)) return false;
  if (take(closeBracket)) return true;
  do {
    if (!readItem()) return false;
  } while (take(comma));
  return take(closeBracket);
}

function readItem(): bool {
  let key: usize = 0;
  let keyLength: u32 = 0;
  let hasSortKey = state.sortName == 0;
  let hasLineFeed: bool = false;
  if (!take(openBrace)) return false;
  if (take(closeBrace)) return true;
  do {
    if (!readString() || !take(colon)) return false;
    const isKey = textIs(keyNameBytes, state.keyName);
    const isSortKey = state.sortName != 0 && textIs(sortNameBytes, state.sortName);
    if (!take(openBrace) || !readString() || !take(colon)) return false;
    const type = textLength == 1 ? load<u8>(text) : 0;
    if (peek() != quote) {
      if (!skipValue()) return false;
    } else {
      if (!readString()) return false;
      if (isKey && type == state.keyType) {
        key = text;
        keyLength = textLength;
        hasLineFeed = wasEscaped && findByte(lineFeed, text, text + textLength) < text + textLength;
      } else if (isSortKey && type == 0x53) hasSortKey = textIs(sortValueBytes, state.sortValue);
    }
    if (!take(closeBrace)) return false;
  } while (take(comma));
  if (key != 0 && hasSortKey && !hasLineFeed) markUser(key, keyLength);
  return take(closeBrace);
}

function markUser(key: usize, keyLength: u32): void {
  if (keyLength <= state.keyPrefix || keyLength > longestKey) return;
  if (equalBytes(key, keyPrefixBytes, state.keyPrefix) < state.keyPrefix) return;
  markLater(key + state.keyPrefix, keyLength - state.keyPrefix);
}

function textIs(bytes: usize, length: u32): bool {
  return textLength == length && equalBytes(text, bytes, length) == length;
}

/** The next byte that is not white space; 0 at the end. */
function peek(): u8 {
  while (at < end) {
    const byte = load<u8>(at);
    if (byte != 0x20 && byte != lineFeed && byte != 0x0d && byte != 0x09) return byte;
    at += 1;
  }
  return 0;
}

function take(byte: u8): bool {
  if (peek() != byte) return false;
  at += 1;
  return true;
}

function readString(): bool {
  if (!take(quote)) return false;
  text = at;
  wasEscaped = false;
  const quotes = v128.splat<u8>(quote);
  const backslashes = v128.splat<u8>(backslash);
  while (at < end) {
    const block = v128.load(at);
    const stops = v128.bitmask<i8>(
      v128.or(v128.eq<i8>(block, quotes), v128.eq<i8>(block, backslashes)),
    );
    if (stops == 0) at += 16;
    else {
      at += <usize>ctz(stops);
      return at < end && (load<u8>(at) == quote ? endString(at) : unescape());
    }
  }
  return false;
}

function endString(textEnd: usize): bool {
  textLength = <u32>(textEnd - text);
  at += 1;
  return true;
}

/** The rest of a string, from its first backslash on. */
function unescape(): bool {
  wasEscaped = true;
  let write = at;
  while (at + 1 < end) {
    const byte = load<u8>(at);
    if (byte == quote) return endString(write);
    if (byte != backslash) {
      let next = at + 1;
      while (next < end && load<u8>(next) != quote && load<u8>(next) != backslash) next += 1;
      moveDown(at, write, next - at);
      write += next - at;
      at = next;
      continue;
    }
    const escape = load<u8>(at, 1);
    at += 2;
    if (escape == 0x75) {
      const character = readCharacter();
      if (character < 0) return false;
      write = encode(<u32>character, write);
    } else {
      const plain = plainOf(escape);
      if (plain == 0) return false;
      store<u8>(write, plain);
      write += 1;
    }
  }
  if (at >= end || load<u8>(at) != quote) return false;
  return endString(write);
}

function plainOf(escape: u8): u8 {
  switch (escape) {
    case 0x22:
    case 0x2f:
    case 0x5c:
      return escape;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    default:
      return 0;
  }
}

/** Behind `\u`; a surrogate pair is two of them. @returns -1 if it is none */
function readCharacter(): i32 {
  const high = readHex();
  if (high < 0xd800 || high > 0xdfff) return high;
  if (high > 0xdbff || at + 6 > end || load<u16>(at) != 0x755c) return -1;
  at += 2;
  const low = readHex();
  if (low < 0xdc00 || low > 0xdfff) return -1;
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

function readHex(): i32 {
  if (at + 4 > end) return -1;
  let value = 0;
  for (let digit = 0; digit < 4; digit++) {
    const byte = <i32>load<u8>(at);
    at += 1;
    const letter = (byte | 0x20) - 0x61;
    if (byte >= 0x30 && byte <= 0x39) value = (value << 4) | (byte - 0x30);
    else if (letter >= 0 && letter < 6) value = (value << 4) | (letter + 10);
    else return -1;
  }
  return value;
}

/** In UTF-8; an escape is never shorter. */
function encode(character: u32, write: usize): usize {
  if (character < 0x80) {
    store<u8>(write, <u8>character);
    return write + 1;
  }
  const last = <u8>(0x80 | (character & 0x3f));
  if (character < 0x800) {
    store<u8>(write, <u8>(0xc0 | (character >> 6)));
    store<u8>(write, last, 1);
    return write + 2;
  }
  const third = <u8>(0x80 | ((character >> 6) & 0x3f));
  if (character < 0x10000) {
    store<u8>(write, <u8>(0xe0 | (character >> 12)));
    store<u8>(write, third, 1);
    store<u8>(write, last, 2);
    return write + 3;
  }
  store<u8>(write, <u8>(0xf0 | (character >> 18)));
  store<u8>(write, <u8>(0x80 | ((character >> 12) & 0x3f)), 1);
  store<u8>(write, third, 2);
  store<u8>(write, last, 3);
  return write + 4;
}

/** Passes a value of any kind, brackets by counting them. */
function skipValue(): bool {
  let depth = 0;
  do {
    const byte = peek();
    if (byte == 0) return false;
    if (byte == quote) {
      if (!skipString()) return false;
    } else {
      at += 1;
      if (byte == openBrace || byte == openBracket) depth += 1;
      else if (byte == closeBrace || byte == closeBracket) depth -= 1;
      else if (depth == 0) skipWord();
    }
  } while (depth > 0);
  return depth == 0;
}

/** Without unescaping it: what is not an item is read by others. */
function skipString(): bool {
  at += 1;
  while (at < end) {
    const byte = load<u8>(at);
    at += byte == backslash ? 2 : 1;
    if (byte == quote) return true;
  }
  return false;
}

/** The rest of a number, `true`, `false` or `null`. */
function skipWord(): void {
  while (at < end) {
    const byte = load<u8>(at);
    if (byte == comma || byte == closeBrace || byte == closeBracket) return;
    at += 1;
  }
}
