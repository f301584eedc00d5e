/** A place in text; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where text stops being JSON (RFC 8259), what could stand there, and what does. */
export interface JsonFault extends Place {
  readonly expected: string;
  readonly got: string;
}

const NAME = 'a name in double quotes';
const AFTER_COMMA = ' after the comma';
const END = 'the end of the file';

/** What may come next; instead of the first value or name there may be the bracket that closes what was just opened. */
type Next = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'comma' | 'end';

/** Where the text breaks off being JSON. */
interface Break {
  readonly offset: number;
  readonly expected: string;
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Reads text for its form alone; the engines that parse it tell in words of their own, and not all of them where. */
class Scanner {
  private readonly text: string;
  private offset = 0;
  /** The closing brackets of what is open. */
  private readonly open: ('}' | ']')[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Where it stops being JSON; `null` when it is. */
  run(): Break | null {
    let next: Next = 'value';
    for (;;) {
      this.skip(SPACE);
      const step: Next | Break | null = this.step(next, this.text.charAt(this.offset));
      if (typeof step !== 'string') return step;
      next = step;
    }
  }

  private step(next: Next, c: string): Next | Break | null {
    const closing = this.open.at(-1);
    switch (next) {
      case 'end':
        return c === '' ? null : this.broken(END);
      case 'first-value':
        return c === ']' ? this.closed() : this.value(c, 'a value or ]');
      case 'value':
        // In a list, this is only after a comma.
        return this.value(c, closing === ']' ? `a value${AFTER_COMMA}` : 'a value');
      case 'first-name':
        if (c === '}') return this.closed();
        return c === '"' ? this.string('colon') : this.broken(`${NAME} or }`);
      case 'name':
        return c === '"' ? this.string('colon') : this.broken(NAME + AFTER_COMMA);
      case 'colon':
        return c === ':' ? this.moved('value') : this.broken('a colon');
      case 'comma':
        if (c === closing) return this.closed();
        return c === ',' ? this.moved(closing === '}' ? 'name' : 'value') : this.broken(`a comma or ${closing}`);
    }
  }

  private value(c: string, expected: string): Next | Break {
    if (c === '{' || c === '[') {
      this.open.push(c === '{' ? '}' : ']');
      return this.moved(c === '{' ? 'first-name' : 'first-value');
    }
    if (c === '"') return this.string(this.afterValue());
    return this.skip(SCALAR) ? this.afterValue() : this.broken(expected);
  }

  private string(next: Next): Next | Break {
    const { text } = this;
    for (this.offset += 1; this.offset < text.length; this.offset += 1) {
      const c = text.charCodeAt(this.offset);
      if (c === 34) return this.moved(next);
      if (c < 32) return this.broken(c === 10 || c === 13 ? 'a closing double quote' : 'an escape such as \\t');
      if (c !== 92) continue;
      if (!this.skip(ESCAPE)) return this.broken('an escape such as \\n, \\\\ or \\u0041');
      this.offset -= 1;
    }
    return this.broken('a closing double quote');
  }

  private afterValue(): Next {
    return this.open.length === 0 ? 'end' : 'comma';
  }

  private closed(): Next {
    this.open.pop();
    return this.moved(this.afterValue());
  }

  private moved(next: Next): Next {
    this.offset += 1;
    return next;
  }

  /** Goes past what matches here, if anything does. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  private broken(expected: string): Break {
    return { offset: this.offset, expected };
  }
}

const LONGEST_SHOWN = 40;
/** Controls, and spaces that are none to JSON, as web pages are full of. */
const UNSEEN = /^[\p{C}\p{Z}]/u;

/** What stands at a place: a string, a word or number, or a single character. */
function shownAt(text: string, offset: number): string {
  if (offset >= text.length) return END;
  const rest = text.slice(offset, offset + LONGEST_SHOWN);
  const [line = ''] = rest.split(/[\n\r]/);
  if (line === '') return 'the end of the line';
  const [shown] = /^(?:"[^"]*"?|\\.?|[\p{L}\p{N}_$.+-]+|.)/su.exec(line)!;
  if (UNSEEN.test(shown)) return `the character U+${shown.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return shown.length === LONGEST_SHOWN ? `${shown}…` : shown;
}

export function placeIn(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** Where text is not JSON; `null` when it is. */
export function jsonFaultOf(text: string): JsonFault | null {
  const found = new Scanner(text).run();
  return found && { ...placeIn(text, found.offset), expected: found.expected, got: shownAt(text, found.offset) };
}
